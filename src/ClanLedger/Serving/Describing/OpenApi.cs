using ClanLedger.Serving.Answering;
using ClanLedger.Serving.Asking;
using ClanLedger.Serving.Guarding;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ClanLedger.Serving.Describing;

/// <summary>What the OpenAPI document says beside what the endpoints' types say.</summary>
internal static class OpenApi
{
    public static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) => Document(document));
        options.AddOperationTransformer((operation, context, _) => Operation(operation, context));
        options.AddSchemaTransformer((schema, context, _) => Schema(schema, context));
    }

    private static Task Document(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ClanLedger", Version = "v1",
            Description = "Who is in a clan, who was on any day, what changed, and how it is known. Days are the ledger's (Ledger__TimeZone); "
                + "times are UTC; ids of 64 bits are strings of digits. Errors are problem details (RFC 9457). Lists are paged: nextCursor is the cursor of the next page, null on the last. "
                + "Every answer has an ETag: with If-None-Match an unchanged one costs nothing but its status, 304.",
        };
        document.Servers = [];
        document.AddComponent<IOpenApiSecurityScheme>(KeyHandler.Bearer, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key of Api__Keys. Without any configured, this machine needs none.",
        });
        return Task.CompletedTask;
    }

    private static Task Operation(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Description = $"Needs a key of role {Access.Needed(metadata)} or higher.";
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyHandler.Bearer, context.Document)] = [] }];
        operation.Parameters = [.. metadata.OfType<Taken>().Last().Parameters.Select(Parameter)];
        return Task.CompletedTask;
    }

    private static IOpenApiParameter Parameter(Parameter p) => new OpenApiParameter
    {
        Name = p.Name, Description = p.Description, In = p.InPath ? ParameterLocation.Path : ParameterLocation.Query, Required = p.InPath, Schema = p.Schema(),
    };

    private static Task Schema(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var type = context.JsonTypeInfo.Type;
        if (type == typeof(long) || type == typeof(long?))
        {
            schema.Type = type == typeof(long) ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
            (schema.Pattern, schema.Format) = ("^-?[0-9]{1,19}$", null);
        }
        else if (type == typeof(RawJson))
        {
            schema.Type = JsonSchemaType.Object;
            schema.Description = "The event's own fields, by its kind";
        }
        else if (type == typeof(ProblemDetails))
        {
            schema.Properties!["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What to look for in traces" };
        }

        schema.AdditionalPropertiesAllowed = true;

        return Task.CompletedTask;
    }
}
