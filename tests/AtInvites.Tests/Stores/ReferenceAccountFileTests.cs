using AtInvites.Redemption;
using AtInvites.Stores.Sqlite;
using AtInvites.Tests.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;

namespace AtInvites.Tests.Stores;

public sealed class ReferenceAccountFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Place => Path.Combine(_folder.Path, "account.sqlite");

    public void Dispose() => _folder.Dispose();

    [Theory, OnBothStores]
    public async Task A_hundred_thousand_codes_are_after_export_and_import_what_they_were(StoreKind kind)
    {
        await using var first = await ArchiveHouse.StartAsync(kind);
        var codes = SampleCodes.Make(100_000);
        Assert.True(await first.Archive.ImportAsync(codes, Token));
        var before = new List<string>();
        var exported = first.Archive.ExportAsync(Token).Select(code =>
        {
            before.Add(ArchiveHouse.Text(code));
            return code;
        });
        Assert.Equal(100_000, await ReferenceAccountFile.WriteAsync(Place, exported, Token));
        Assert.Equal(codes.Select(ArchiveHouse.Text).Order(StringComparer.Ordinal), before.Order(StringComparer.Ordinal));

        await using var second = await ArchiveHouse.StartAsync(kind);
        Assert.True(await second.Archive.ImportAsync(await ReferenceAccountFile.ReadAsync(Place, Token), Token));

        Assert.Equal(before, await second.ReadAsync());
    }

    [Fact]
    public async Task The_file_has_the_tables_of_the_reference_and_is_its_owners_only()
    {
        await WriteAsync(SampleCodes.Make(3));

        await using var connection = await OpenAsync();
        Assert.Equal(
            ["code varchar 0 1", "availableUses integer 1 0", "disabled int2 0 0", "forAccount varchar 1 0",
             "createdBy varchar 1 0", "createdAt varchar 1 0"],
            Columns(connection, "invite_code"));
        Assert.Equal(
            ["code varchar 1 1", "usedBy varchar 1 2", "usedAt varchar 1 0"],
            Columns(connection, "invite_code_use"));
        Assert.Equal(["2023-04-01T00:00:00.000Z"], Rows(connection, "SELECT DISTINCT createdAt FROM invite_code"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Place));
        Assert.Equal([Place], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Uses_come_newest_first_and_those_of_one_moment_last_written_first()
    {
        await MakeAsync(
            """
            INSERT INTO invite_code VALUES ('c', 9, 0, 'admin', 'admin', '2024-01-01T00:00:00.000Z');
            INSERT INTO invite_code_use VALUES ('c', 'did:plc:later', '2024-01-02T00:00:00.001Z');
            INSERT INTO invite_code_use VALUES ('c', 'did:plc:tie1', '2024-01-02T00:00:00.000Z');
            INSERT INTO invite_code_use VALUES ('c', 'did:plc:tie2', '2024-01-02T02:00:00+02:00');
            INSERT INTO invite_code_use VALUES ('c', 'did:plc:newest', '2024-01-03T00:00:00Z');
            """);

        var code = Assert.Single(await ReferenceAccountFile.ReadAsync(Place, Token));
        Assert.Equal(
            ["did:plc:newest", "did:plc:later", "did:plc:tie2", "did:plc:tie1"], code.Uses.Select(use => use.UsedBy.Value));
    }

    [Fact]
    public async Task A_file_that_a_PDS_writes_to_is_read_as_of_its_last_commit()
    {
        await MakeAsync(
            "PRAGMA journal_mode = WAL; INSERT INTO invite_code VALUES ('c', 1, 0, 'admin', 'admin', '2024-01-01T00:00:00Z')");
        await using var writer = await OpenAsync();
        await using var transaction = await writer.BeginTransactionAsync(Token);
        Execute(writer, "INSERT INTO invite_code VALUES ('d', 1, 0, 'admin', 'admin', '2024-01-01T00:00:00Z')");

        var code = Assert.Single(await ReferenceAccountFile.ReadAsync(Place, Token));
        Assert.Equal("c", code.Code.Reveal());
    }

    [Theory, OnBothStores]
    public async Task An_import_of_what_is_here_already_changes_nothing(StoreKind kind)
    {
        await using var house = await ArchiveHouse.StartAsync(kind);
        var codes = SampleCodes.Make(20);
        Assert.True(await house.Archive.ImportAsync(codes[..5], Token));
        var before = await house.ReadAsync();

        Assert.False(await house.Archive.ImportAsync(codes[..5], Token));
        Assert.False(await house.Archive.ImportAsync([.. codes[5..], codes[4]], Token));
        Assert.False(await house.Archive.ImportAsync([codes[7], codes[8], codes[7]], Token));
        Assert.Equal(before, await house.ReadAsync());

        Assert.True(await house.Archive.ImportAsync(codes[5..], Token));
        Assert.Equal(20, (await house.ReadAsync()).Count);
    }

    [Theory, OnBothStores]
    public async Task An_import_that_is_cancelled_leaves_nothing(StoreKind kind)
    {
        await using var house = await ArchiveHouse.StartAsync(kind);
        using var stop = new CancellationTokenSource();
        var codes = new CancellingList(SampleCodes.Make(2_000), stop, at: 1_999);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await house.Archive.ImportAsync(codes, stop.Token));
        Assert.Empty(await house.ReadAsync());
        await WriteAsync(SampleCodes.Make(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReferenceAccountFile.ReadAsync(Place, stop.Token));
    }

    [Fact]
    public async Task An_export_that_fails_leaves_no_file()
    {
        static IEnumerable<CodeRecord> Broken()
        {
            foreach (var code in SampleCodes.Make(2_000)) yield return code;
            throw new TimeoutException("the store is gone");
        }

        await Assert.ThrowsAsync<TimeoutException>(() => WriteAsync(Broken()));
        var twice = SampleCodes.Make(1);
        await Assert.ThrowsAsync<SqliteException>(() => WriteAsync([.. twice, .. twice]));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task An_export_whose_seals_cannot_be_opened_is_refused_and_leaves_no_file()
    {
        await using var house = await ArchiveHouse.StartAsync(StoreKind.Memory);
        await house.Archive.ImportAsync(SampleCodes.Make(3), Token);
        var stranger = house.Open(new EphemeralDataProtectionProvider());

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => ReferenceAccountFile.WriteAsync(Place, stranger.ExportAsync(Token), Token));
        Assert.Contains("Data Protection keys", refused.Message);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task An_export_onto_a_file_is_refused_and_leaves_it_as_it_is()
    {
        await File.WriteAllTextAsync(Place, "mine", Token);

        var refused = await Assert.ThrowsAsync<IOException>(() => WriteAsync(SampleCodes.Make(3)));
        Assert.Contains("is there already", refused.Message);
        Assert.Equal("mine", await File.ReadAllTextAsync(Place, Token));
        Assert.Equal([Place], Directory.GetFileSystemEntries(_folder.Path));
    }

    private Task<int> WriteAsync(IEnumerable<CodeRecord> codes) =>
        ReferenceAccountFile.WriteAsync(Place, SampleCodes.StreamAsync(codes), Token);

    private async Task MakeAsync(string sql)
    {
        await WriteAsync([]);
        await using var connection = await OpenAsync();
        Execute(connection, sql);
    }

    private async Task<SqliteConnection> OpenAsync()
    {
        var connection = new SqliteConnection($"Data Source={Place};Pooling=False");
        await connection.OpenAsync(Token);
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static List<string> Columns(SqliteConnection connection, string table) => Rows(
        connection, $"SELECT name || ' ' || type || ' ' || \"notnull\" || ' ' || pk FROM pragma_table_info('{table}')");

    private static List<string> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var found = new List<string>();
        while (rows.Read()) found.Add(rows.GetString(0));
        return found;
    }
}
