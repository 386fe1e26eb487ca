using AtInvites.Stores.Postgres;
using Npgsql;

namespace AtInvites.Stores.Tests.Postgres;

/// <summary>Migrations that cannot be.</summary>
public sealed class PostgresMigrationTests : IAsyncLifetime
{
    private readonly PostgresFixture _fixture = new();
    private StoreSet _stores = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _stores = await _fixture.OpenUnmigratedAsync(Cancellation);

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task A_step_that_fails_half_way_leaves_nothing_and_is_done_once_it_can_be()
    {
        await _fixture.RunAsync("CREATE TABLE atinvites_members (id integer)");
        var fault = await Assert.ThrowsAsync<PostgresException>(() => _stores.Schema.MigrateAsync(Cancellation).AsTask());
        Assert.Contains("atinvites_members", fault.MessageText, StringComparison.Ordinal);
        Assert.Equal(0, (await _stores.Schema.CheckAsync(Cancellation)).Found);
        await _fixture.RunAsync("DROP TABLE atinvites_members");
        await _stores.Schema.MigrateAsync(Cancellation);
        Assert.False((await _stores.Schema.CheckAsync(Cancellation)).IsBehind);
    }

    [Fact]
    public async Task A_schema_of_the_search_path_that_is_not_there_is_told_by_the_database()
    {
        var elsewhere = new NpgsqlConnectionStringBuilder(_fixture.ConnectionString) { SearchPath = "nowhere" };
        await using var stores = PostgresStores.Create(elsewhere.ConnectionString);
        var fault = await Assert.ThrowsAsync<PostgresException>(() => stores.Schema.MigrateAsync(Cancellation).AsTask());
        Assert.Equal("no schema has been selected to create in", fault.MessageText);
        Assert.Equal(0, (await stores.Schema.CheckAsync(Cancellation)).Found);
    }

    [Fact]
    public async Task A_role_that_may_not_create_is_told_so_and_may_use_what_another_made()
    {
        var role = $"{_fixture.Schema}_user";
        await _fixture.RunAsync($"CREATE ROLE {role} LOGIN PASSWORD '{role}'; GRANT USAGE ON SCHEMA {_fixture.Schema} TO {role}");
        try
        {
            var theirs = new NpgsqlConnectionStringBuilder(_fixture.ConnectionString) { Username = role, Password = role };
            await using (var stores = PostgresStores.Create(theirs.ConnectionString))
            {
                var fault = await Assert.ThrowsAsync<PostgresException>(() => stores.Schema.MigrateAsync(Cancellation).AsTask());
                Assert.Contains(_fixture.Schema, fault.MessageText, StringComparison.Ordinal);
                await _stores.Schema.MigrateAsync(Cancellation);
                await _fixture.RunAsync(
                    $"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {_fixture.Schema} TO {role}");
                await stores.Schema.MigrateAsync(Cancellation);
                Assert.False((await stores.Schema.CheckAsync(Cancellation)).IsBehind);
            }
        }
        finally
        {
            await _fixture.RunAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
        }
    }
}
