using AtInvites.Stores.Sqlite;
using AtInvites.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace AtInvites.Tests.Stores;

/// <summary>Rows that cannot be taken as they are: nothing of the file is, and the message says which row, but no code.</summary>
public sealed class ReferenceRowTests : IDisposable
{
    private const string Loose = """
        CREATE TABLE invite_code (code, availableUses, disabled, forAccount, createdBy, createdAt);
        CREATE TABLE invite_code_use (code, usedBy, usedAt);
        INSERT INTO invite_code VALUES ('pds-one', 1, NULL, 'admin', 'did:plc:alice', '2024-01-01T00:00:00.000Z');
        """;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Place => Path.Combine(_folder.Path, "account.sqlite");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("'pds-two', 1, 0, 'console', 'admin', '2024-01-01T00:00:00Z'", "forAccount is neither admin nor a DID")]
    [InlineData("'pds-two', 1, 0, 'Admin', 'admin', '2024-01-01T00:00:00Z'", "forAccount is neither admin nor a DID")]
    [InlineData("'pds-two', 1, 0, NULL, 'admin', '2024-01-01T00:00:00Z'", "forAccount is neither admin nor a DID")]
    [InlineData("'pds-two', 1, 0, 'admin', 'did:', '2024-01-01T00:00:00Z'", "createdBy is neither admin nor a DID")]
    [InlineData("'pds-two', 1, 0, 'admin', 'admin', '2024-01-01 00:00:00'", "createdAt is not a date")]
    [InlineData("'pds-two', 1, 0, 'admin', 'admin', 1704067200000", "createdAt is not a date")]
    [InlineData("'pds-two', 1, 2, 'admin', 'admin', '2024-01-01T00:00:00Z'", "disabled is neither 0 nor 1")]
    [InlineData("'pds-two', 1.5, 0, 'admin', 'admin', '2024-01-01T00:00:00Z'", "availableUses is not an integer")]
    [InlineData("'pds-two', NULL, 0, 'admin', 'admin', '2024-01-01T00:00:00Z'", "availableUses is not an integer")]
    [InlineData("'', 1, 0, 'admin', 'admin', '2024-01-01T00:00:00Z'", "code is not text of 1 to 512 bytes")]
    [InlineData("NULL, 1, 0, 'admin', 'admin', '2024-01-01T00:00:00Z'", "code is not text of 1 to 512 bytes")]
    [InlineData("'pds-one', 1, 0, 'admin', 'admin', '2024-01-01T00:00:00Z'", "it has the code of another row")]
    public Task A_code_that_is_wrong_is_named_by_its_row(string values, string fault) =>
        RefusesAsync($"INSERT INTO invite_code VALUES ({values})", "invite_code row 2", fault);

    [Theory]
    [InlineData("'pds-one', 'bob', '2024-01-01T00:00:00Z'", "usedBy is not a DID")]
    [InlineData("'pds-one', 'admin', '2024-01-01T00:00:00Z'", "usedBy is not a DID")]
    [InlineData("'pds-one', 'did:plc:bob', 'yesterday'", "usedAt is not a date")]
    [InlineData("'pds-one', 'did:plc:carol', '2025-01-01T00:00:00Z'", "it says the same as another row")]
    [InlineData("'pds-none', 'did:plc:bob', '2024-01-01T00:00:00Z'", "code is in no row of invite_code")]
    public Task A_use_that_is_wrong_is_named_by_its_row(string values, string fault) => RefusesAsync(
        "INSERT INTO invite_code_use VALUES ('pds-one', 'did:plc:carol', '2024-01-01T00:00:00Z');"
        + $"INSERT INTO invite_code_use VALUES ({values})",
        "invite_code_use row 2", fault);

    [Fact]
    public async Task A_file_without_the_tables_is_no_account_file()
    {
        await MakeAsync("CREATE TABLE invite_code (code); CREATE TABLE actor (did)");
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => ReferenceAccountFile.ReadAsync(Place, Token));
        Assert.Contains("has no table invite_code_use", refused.Message);

        await Assert.ThrowsAsync<FileNotFoundException>(() => ReferenceAccountFile.ReadAsync(Place + "x", Token));
        Assert.False(File.Exists(Place + "x"));
    }

    [Fact]
    public async Task A_file_that_is_broken_is_named()
    {
        await File.WriteAllTextAsync(Place, string.Concat(Enumerable.Repeat("not a database ", 1_000)), Token);
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => ReferenceAccountFile.ReadAsync(Place, Token));
        Assert.StartsWith($"AtInvites: {Place} is broken, or no account.sqlite: ", refused.Message, StringComparison.Ordinal);

        File.Delete(Place);
        await MakeAsync("CREATE TABLE invite_code (text); CREATE TABLE invite_code_use (text)");
        refused = await Assert.ThrowsAsync<InvalidDataException>(() => ReferenceAccountFile.ReadAsync(Place, Token));
        Assert.Contains(Place, refused.Message);
    }

    [Fact]
    public async Task A_file_that_another_process_holds_is_not_called_broken()
    {
        await MakeAsync(Loose);
        await using var other = new SqliteConnection($"Data Source={Place};Pooling=False");
        await other.OpenAsync(Token);
        await using var command = other.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        await command.ExecuteNonQueryAsync(Token);

        var refused = await Assert.ThrowsAsync<IOException>(() => ReferenceAccountFile.ReadAsync(Place, Token));
        Assert.Contains($"{Place} is locked by another process", refused.Message);
    }

    private async Task RefusesAsync(string sql, string row, string fault)
    {
        await MakeAsync(Loose);
        Assert.Single(await ReferenceAccountFile.ReadAsync(Place, Token));
        await MakeAsync(sql);

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => ReferenceAccountFile.ReadAsync(Place, Token));
        Assert.Contains($"{row} cannot be taken: {fault}", refused.Message);
        Assert.DoesNotContain("pds-", refused.Message);
    }

    private async Task MakeAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Place};Pooling=False");
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Token);
    }
}
