# The service and its command line in one image. Build, with BuildKit: docker build -t clanledger .   More: ops/compose.md
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/ClanLedger/ClanLedger.csproj src/ClanLedger/packages.lock.json src/ClanLedger/
COPY src/ClanLedger.Simulator/ClanLedger.Simulator.csproj src/ClanLedger.Simulator/packages.lock.json src/ClanLedger.Simulator/
RUN dotnet restore src/ClanLedger --arch $TARGETARCH --locked-mode -p:SelfContained=true -p:PublishReadyToRunComposite=true
COPY sql sql
COPY src src
# Program and .NET compiled as one: six minutes here, a tenth of each sync (ops/decisions/measured-settings.md).
RUN dotnet publish src/ClanLedger --configuration Release --arch $TARGETARCH --no-restore --self-contained -p:PublishReadyToRunComposite=true --output /app

FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled-extra
WORKDIR /app
COPY --from=build /app .
# Without a shell, but with time zones. There is no PostgreSQL in it: set ConnectionStrings__Ledger. Health is asked for by the program itself.
ENV ASPNETCORE_HTTP_PORTS=8080 Logging__Console__FormatterName=json
EXPOSE 8080
USER $APP_UID
HEALTHCHECK --interval=30s --timeout=15s --start-period=60s --retries=3 CMD ["./ClanLedger", "health"]
ENTRYPOINT ["./ClanLedger"]
CMD ["serve"]
