using System.Text;
using ClanLedger.Hosting.EmbeddedPostgres;

namespace ClanLedger.Tests.EmbeddedPostgres;

public sealed class PlacesTests
{
    [Theory]
    [InlineData(true, false, "/data", "/root", "/var/lib/clanledger")]
    [InlineData(false, false, "/data", "/home/a", "/data/clanledger")]
    [InlineData(false, false, "relative", "/home/a", "/home/a/.local/share/clanledger")]
    [InlineData(false, false, null, "/home/a", "/home/a/.local/share/clanledger")]
    [InlineData(false, true, null, "/Users/a", "/Users/a/Library/Application Support/clanledger")]
    public void The_data_goes_where_the_system_keeps_data(bool root, bool macOS, string? xdg, string home, string expected) =>
        ClusterDirectory.Default(root, macOS, xdg, home).ShouldBe(expected);

    [Fact]
    public void Without_a_home_the_data_does_not_go_wherever_the_program_is_started() =>
        Should.Throw<EmbeddedPostgresException>(() => ClusterDirectory.Default(root: false, macOS: false, xdgDataHome: null, home: "")).Message.ShouldContain("Postgres__DataDirectory");

    [Theory]
    [InlineData("/srv/ledger", "/srv/ledger/socket")]
    [InlineData("/Users/a b", "/Users/a b/socket")]
    [InlineData("/srv/a,b", "/tmp/clanledger-")]
    [InlineData("/srv/naïve", "/tmp/clanledger-")]
    public void The_socket_is_with_the_data_where_its_path_is_plain(string root, string expected) =>
        SocketDirectory.For(new(root)).ShouldStartWith(expected);

    [Fact]
    public void A_socket_path_is_never_longer_than_the_system_allows()
    {
        for (var length = 60; length < 120; length++)
        {
            var path = SocketDirectory.For(new("/" + new string('x', length)));
            Encoding.UTF8.GetByteCount($"{path}/.s.PGSQL.{SocketDirectory.Port}").ShouldBeLessThanOrEqualTo(107);
        }
    }

    [Fact]
    public async Task Binaries_on_the_path_are_found_where_the_links_lead()
    {
        var installed = (await PostgresBinaries.FindAsync(null))[0];
        var links = Directory.CreateTempSubdirectory("clanledger-test-");
        try
        {
            File.CreateSymbolicLink(Path.Combine(links.FullName, "pg_ctl"), installed.PgCtl);

            PostgresPlaces.OnPath($"/nowhere:{links.FullName}").ShouldBe([installed.Directory]);
        }
        finally
        {
            links.Delete(recursive: true);
        }
    }
}
