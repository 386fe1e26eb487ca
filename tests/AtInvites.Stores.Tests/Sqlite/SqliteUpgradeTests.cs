using AtInvites.Stores.Contracts;
using AtInvites.Stores.Sql;
using Microsoft.Data.Sqlite;

namespace AtInvites.Stores.Tests.Sqlite;

/// <summary>A file that a former version of the library made.</summary>
public sealed class SqliteUpgradeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_of_the_first_schema_keeps_what_it_holds_and_learns_account_codes()
    {
        await using var fixture = new SqliteFixture();
        await using var source = SqliteFactory.Instance.CreateDataSource($"{fixture.ConnectionString};Pooling=False");
        var member = Given.Member(Given.Account("member"));
        var invite = Given.Invite() with { MaxUses = 2 };
        await using (var former = SqlStores.Create(source, FormerReleases.First))
        {
            await former.Schema.MigrateAsync(Cancellation);
            await former.Spaces.CreateAsync(Given.Space(), Cancellation);
            await former.Members.AddAsync(Given.SpaceUri(), member, Cancellation);
            await former.Invites.AddAsync(invite, Cancellation);
            await former.Redemptions.RedeemAsync(invite.Token, Given.Account(1), Given.At(1), Cancellation);
            await Assert.ThrowsAsync<SqliteException>(
                async () => await former.Codes.FindAsync(Given.Token("code"), Cancellation));
        }

        var stores = await fixture.OpenAsync(Cancellation);
        Assert.Equal(Given.Space(), await stores.Spaces.FindAsync(Given.SpaceUri(), Cancellation));
        Assert.Equal(member, await stores.Members.FindAsync(Given.SpaceUri(), member.Account, Cancellation));
        Assert.Equal(invite with { Uses = 1 }, await stores.Invites.FindAsync(invite.Token, Cancellation));
        Assert.Equal(Given.Account(1), Assert.Single(await stores.Outbox.PendingAsync(10, null, Cancellation)).Account);
        var again = await stores.Redemptions.RedeemAsync(invite.Token, Given.Account(1), Given.At(2), Cancellation);
        Assert.Equal(RedeemStatus.AlreadyAdmitted, again.Status);
        Assert.Equal(AddStatus.Added, await stores.Codes.AddAsync([NewCode], Cancellation));
        Assert.Equal(
            CodeStatus.Granted,
            await stores.Seats.RedeemAsync(NewCode.Hash, Given.Account(1), Given.At(3), Cancellation));
        Assert.Single((await stores.Codes.FindAsync(NewCode.Hash, Cancellation))!.Uses);
    }

    [Fact]
    public async Task A_file_of_the_second_schema_keeps_its_codes_and_learns_record_invites()
    {
        await using var fixture = new SqliteFixture();
        await using var source = SqliteFactory.Instance.CreateDataSource($"{fixture.ConnectionString};Pooling=False");
        await using (var former = SqlStores.Create(source, FormerReleases.Second))
        {
            await former.Schema.MigrateAsync(Cancellation);
            await former.Codes.AddAsync([NewCode], Cancellation);
            await former.Seats.RedeemAsync(NewCode.Hash, Given.Account(1), Given.At(3), Cancellation);
            await former.Invites.AddAsync(Given.Invite(), Cancellation);
            await Assert.ThrowsAsync<SqliteException>(
                async () => await former.Records.FindCursorAsync("source", Cancellation));
        }

        var stores = await fixture.OpenAsync(Cancellation);
        Assert.Single((await stores.Codes.FindAsync(NewCode.Hash, Cancellation))!.Uses);
        Assert.Equal(Given.Invite(), await stores.Invites.FindAsync(Given.Token("invite"), Cancellation));
        var records = new RandomRecords(new Random(1));
        Assert.NotEqual(0, await stores.Records.ApplyAsync(
            new() { Versions = records.Batch(), Source = "source", Cursor = 5 }, Cancellation));
        Assert.Equal(5, await stores.Records.FindCursorAsync("source", Cancellation));
    }

    [Fact]
    public async Task A_file_of_the_third_schema_keeps_its_records_and_learns_what_hosts_share()
    {
        await using var fixture = new SqliteFixture();
        await using var source = SqliteFactory.Instance.CreateDataSource($"{fixture.ConnectionString};Pooling=False");
        var (token, window) = (Given.Token("token"), TimeSpan.FromMinutes(1));
        var batch = new RecordBatch { Versions = new RandomRecords(new Random(1)).Batch(), Source = "source", Cursor = 5 };
        var query = new HandshakeQuery { Now = Given.At(9), Limit = 100 };
        IReadOnlyList<Handshake> known;
        await using (var former = SqlStores.Create(source, FormerReleases.Third))
        {
            await former.Schema.MigrateAsync(Cancellation);
            Assert.NotEqual(0, await former.Records.ApplyAsync(batch, Cancellation));
            known = (await former.Handshakes.ListAsync(query, Cancellation)).Items;
            await Assert.ThrowsAsync<SqliteException>(
                async () => await former.Replays.TryUseAsync(token, Given.At(5), Cancellation));
            await Assert.ThrowsAsync<SqliteException>(
                async () => await former.Budgets.ChargeAsync([token], Given.At(5), window, Cancellation));
        }

        var stores = await fixture.OpenAsync(Cancellation);
        Assert.Equal(5, await stores.Records.FindCursorAsync("source", Cancellation));
        Assert.Equal(known, (await stores.Handshakes.ListAsync(query, Cancellation)).Items);
        Assert.Equal(0, await stores.Records.ApplyAsync(batch, Cancellation));
        Assert.True(await stores.Replays.TryUseAsync(token, Given.At(5), Cancellation));
        Assert.Equal([new(1, Given.At(60_000))], await stores.Budgets.ChargeAsync([token], Given.At(0), window, Cancellation));
    }

    [Fact]
    public async Task A_former_version_refuses_a_file_of_the_present_schema()
    {
        await using var fixture = new SqliteFixture();
        await fixture.OpenAsync(Cancellation);
        await using var source = SqliteFactory.Instance.CreateDataSource($"{fixture.ConnectionString};Pooling=False");
        await using var former = SqlStores.Create(source, FormerReleases.First);
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await former.Schema.MigrateAsync(Cancellation));
        Assert.Contains("upgrade the library", fault.Message, StringComparison.Ordinal);
        var state = await former.Schema.CheckAsync(Cancellation);
        Assert.Equal((1, true, false), (state.Known, state.IsAhead, state.IsBehind));
    }

    [Fact]
    public async Task A_file_of_a_former_schema_is_behind_until_it_is_migrated()
    {
        await using var fixture = new SqliteFixture();
        await using var source = SqliteFactory.Instance.CreateDataSource($"{fixture.ConnectionString};Pooling=False");
        await using (var former = SqlStores.Create(source, FormerReleases.First)) await former.Schema.MigrateAsync(Cancellation);
        var stores = await fixture.OpenUnmigratedAsync(Cancellation);

        var state = await stores.Schema.CheckAsync(Cancellation);

        Assert.Equal((1, true, false), (state.Found, state.IsBehind, state.IsAhead));
        await stores.Schema.MigrateAsync(Cancellation);
        Assert.False((await stores.Schema.CheckAsync(Cancellation)).IsBehind);
    }

    [Fact]
    public async Task A_file_that_was_removed_under_open_connections_is_a_fault_and_not_made_again()
    {
        if (OperatingSystem.IsWindows()) return; // There an open file cannot be removed.
        await using var fixture = new SqliteFixture();
        var stores = await fixture.OpenAsync(Cancellation);
        Assert.False((await stores.Schema.CheckAsync(Cancellation)).IsBehind);
        var file = new SqliteConnectionStringBuilder(fixture.ConnectionString).DataSource;
        File.Delete(file);

        await Assert.ThrowsAsync<FileNotFoundException>(async () => await stores.Schema.CheckAsync(Cancellation));
        Assert.False(File.Exists(file));
    }

    private static AccountCode NewCode => new()
    {
        Hash = Given.Token("code"),
        KeyId = "sha256",
        Sealed = new byte[] { 1, 2, 3 },
        Owner = CodeOwner.Admin,
        CreatedBy = CodeOwner.Admin,
        CreatedAt = Given.At(0),
        Available = 1,
    };
}
