namespace ClanLedger.Tests.Repository;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Checkout
{
    /// <summary>Where <c>ClanLedger.sln</c> lies.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo directory) =>
        File.Exists(Path.Combine(directory.FullName, "ClanLedger.sln")) ? directory.FullName : Find(directory.Parent!);
}
