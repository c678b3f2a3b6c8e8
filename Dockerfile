# The service and its command line in one small image. Build: docker build -t clanledger .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/ClanLedger/ClanLedger.csproj src/ClanLedger/packages.lock.json src/ClanLedger/
COPY src/ClanLedger.Simulator/ClanLedger.Simulator.csproj src/ClanLedger.Simulator/packages.lock.json src/ClanLedger.Simulator/
RUN dotnet restore src/ClanLedger --locked-mode
COPY sql sql
COPY src src
RUN dotnet publish src/ClanLedger --configuration Release --no-restore --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# The ledger needs a database of its own: set ConnectionStrings__Ledger. The image holds no PostgreSQL.
USER $APP_UID
ENTRYPOINT ["dotnet", "ClanLedger.dll"]
CMD ["serve"]
