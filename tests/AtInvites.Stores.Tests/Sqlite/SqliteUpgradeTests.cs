using System.Data;
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
        await using (var former = SqlStores.Create(source, FirstRelease))
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
    public async Task A_former_version_refuses_a_file_of_the_present_schema()
    {
        await using var fixture = new SqliteFixture();
        await fixture.OpenAsync(Cancellation);
        await using var source = SqliteFactory.Instance.CreateDataSource($"{fixture.ConnectionString};Pooling=False");
        await using var former = SqlStores.Create(source, FirstRelease);
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await former.Schema.MigrateAsync(Cancellation));
        Assert.Contains("upgrade the library", fault.Message, StringComparison.Ordinal);
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

    private static SqlDialect FirstRelease => new()
    {
        Migrations = [new(1, FirstStep)],
        CreateSchemaTable = "CREATE TABLE IF NOT EXISTS atinvites_schema (version INTEGER PRIMARY KEY)",
        WriteIsolation = IsolationLevel.Serializable,
        Writers = 1,
        Readers = 1,
    };

    // As it was released.
    private const string FirstStep = """
        CREATE TABLE atinvites_invites (
          token BLOB NOT NULL PRIMARY KEY CHECK (length(token) = 32),
          key_id TEXT NOT NULL,
          space TEXT NOT NULL,
          perms INTEGER NOT NULL,
          created_by TEXT NOT NULL,
          created_at INTEGER NOT NULL,
          expires_at INTEGER,
          max_uses INTEGER,
          note TEXT,
          revoked_at INTEGER,
          uses INTEGER NOT NULL CHECK (max_uses IS NULL OR uses <= max_uses),
          ends_at INTEGER
        ) WITHOUT ROWID;
        CREATE INDEX atinvites_invites_space ON atinvites_invites (space, created_at, token);
        CREATE INDEX atinvites_invites_ends ON atinvites_invites (ends_at) WHERE ends_at IS NOT NULL;

        CREATE TABLE atinvites_uses (
          token BLOB NOT NULL,
          account TEXT NOT NULL,
          space TEXT NOT NULL,
          perms INTEGER NOT NULL,
          invited_by TEXT NOT NULL,
          used_at INTEGER NOT NULL,
          removed_at INTEGER,
          pending INTEGER,
          PRIMARY KEY (token, account)
        ) WITHOUT ROWID;
        CREATE INDEX atinvites_uses_space ON atinvites_uses (space, account) WHERE removed_at IS NULL;
        CREATE INDEX atinvites_uses_account ON atinvites_uses (account, space) WHERE removed_at IS NULL;
        CREATE INDEX atinvites_uses_pending ON atinvites_uses (used_at, token, account) WHERE pending = 1;

        CREATE TABLE atinvites_spaces (
          uri TEXT NOT NULL PRIMARY KEY,
          owner TEXT NOT NULL,
          type TEXT NOT NULL,
          rkey TEXT NOT NULL,
          created_at INTEGER NOT NULL,
          member_list_ref TEXT,
          app_policy_ref TEXT,
          app_policy TEXT,
          deleted_at INTEGER
        ) WITHOUT ROWID;
        CREATE INDEX atinvites_spaces_owner ON atinvites_spaces (owner, uri);

        CREATE TABLE atinvites_members (
          space TEXT NOT NULL,
          account TEXT NOT NULL,
          perms INTEGER NOT NULL,
          added_at INTEGER NOT NULL,
          added_by TEXT NOT NULL,
          PRIMARY KEY (space, account)
        ) WITHOUT ROWID;
        CREATE INDEX atinvites_members_account ON atinvites_members (account, space);
        """;
}
