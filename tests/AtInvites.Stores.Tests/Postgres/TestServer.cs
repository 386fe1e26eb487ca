using AtInvites.PostgresServer;

namespace AtInvites.Stores.Tests.Postgres;

/// <summary>The PostgreSQL server of this test run: the one of <c>ATINVITES_POSTGRES</c> (a connection string to a database in
/// which the tests may make schemas), or a private one.</summary>
internal static class TestServer
{
    private static readonly Lazy<Task<string>> Server = new(StartAsync);

    /// <summary>A connection string to it; where there is none, as <see cref="Require"/>.</summary>
    public static Task<string> ConnectAsync()
    {
        if (Environment.GetEnvironmentVariable("ATINVITES_POSTGRES") is { Length: > 0 } given) return Task.FromResult(given);
        Require();
        return Server.Value;
    }

    /// <summary>Skips the calling test, aloud, where PostgreSQL is not installed; <c>ATINVITES_REQUIRE_ALL=1</c> makes that a
    /// failure.</summary>
    public static void Require()
    {
        if (PostgresPrograms.Folder is not null) return;
        if (Environment.GetEnvironmentVariable("ATINVITES_REQUIRE_ALL") == "1") Assert.Fail(PostgresPrograms.Missing);
        Assert.Skip(PostgresPrograms.Missing);
    }

    private static async Task<string> StartAsync()
    {
        // What a crash of the machine would lose is not what these tests are about.
        var server = await PrivatePostgres.StartAsync("fsync=off", "full_page_writes=off");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return server.ConnectionString;
    }
}
