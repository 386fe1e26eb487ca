using AtInvites.Stores.Contracts;
using AtInvites.Syntax;

namespace AtInvites.Stores.Tests.Sqlite;

/// <summary>Every value of a record comes back as it went in, the odd ones too.</summary>
public sealed class SqliteRecordValueTests
{
    private static readonly Cid SomeCid = Cid.OfDagCbor([1]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000001Z")]
    [InlineData("1969-12-31T23:59:59.999999Z", "1970-01-01T00:00:00Z")]
    [InlineData("2026-01-01T00:00:00.123456Z", "2026-01-01T00:00:00.123457Z")]
    [InlineData("9999-12-31T23:59:59.999998Z", "9999-12-31T23:59:59.999999Z")]
    public async Task Times_keep_their_microseconds_from_the_first_year_to_the_last(string seen, string expires)
    {
        await using var fixture = new SqliteFixture();
        var stores = await fixture.OpenAsync(Cancellation);
        var (seenAt, expiresAt) = (DateTimeOffset.Parse(seen, null), DateTimeOffset.Parse(expires, null));
        var invite = Invite() with { SeenAt = seenAt };
        invite = invite with { Invite = invite.Invite! with { CreatedAt = seenAt, ExpiresAt = expiresAt } };
        await stores.Records.ApplyAsync(new() { Versions = [invite] }, Cancellation);
        var found = await stores.Handshakes.FindAsync(invite.Uri, Cancellation);
        Assert.Equal((seenAt, invite.Invite), (found!.ListedAt, found.Terms));
        await AssertStateAsync(stores, expiresAt.AddMicroseconds(-1), HandshakeState.Pending);
        await AssertStateAsync(stores, expiresAt, HandshakeState.Expired);
    }

    [Theory]
    [InlineData("")]
    [InlineData("before\0after")]
    [InlineData("Grüße, 世界 👩‍👩‍👧")]
    [InlineData("'; DROP TABLE atinvites_handshakes; --")]
    public async Task Words_come_back_as_they_were(string words)
    {
        await using var fixture = new SqliteFixture();
        var stores = await fixture.OpenAsync(Cancellation);
        var invite = Invite();
        invite = invite with { Invite = invite.Invite! with { Role = words, Message = words } };
        Assert.Equal(1, await stores.Records.ApplyAsync(new() { Versions = [invite] }, Cancellation));
        Assert.Equal(invite.Invite, (await stores.Handshakes.FindAsync(invite.Uri, Cancellation))!.Terms);
        Assert.Equal(0, await stores.Records.ApplyAsync(new() { Versions = [invite] }, Cancellation));
    }

    [Fact]
    public async Task What_was_told_before_does_not_wait_for_the_writer()
    {
        await using var fixture = new SqliteFixture();
        var stores = await fixture.OpenAsync(Cancellation);
        var batch = new RecordBatch { Versions = [Invite()], Source = "source", Cursor = 1 };
        await stores.Records.ApplyAsync(batch, Cancellation);
        await stores.Writer!.RunAsync(
            async (_, token) =>
            {
                Assert.Equal(0, await stores.Records.ApplyAsync(batch, token));
                return true;
            },
            Cancellation);
    }

    private static async Task AssertStateAsync(StoreSet stores, DateTimeOffset now, HandshakeState state)
    {
        var query = new HandshakeQuery { Now = now, State = state, Limit = 1 };
        var page = await stores.Handshakes.ListAsync(query, Cancellation);
        Assert.Equal(state, Assert.Single(page.Items).StateAt(now));
    }

    private static RecordVersion Invite() => new()
    {
        Uri = AtUri.Create(Given.Owner, Nsid.Parse("com.example.invite"), RecordKey.Parse("key")),
        Repo = Given.Owner,
        Family = "com.example",
        Rev = Tid.From(1, 1),
        Kind = RecordVersionKind.Invite,
        Cid = SomeCid,
        Substance = SomeCid,
        SeenAt = Given.At(0),
        Invite = new()
        {
            Subject = AtUri.Create(Given.Owner, Nsid.Parse("com.example.post"), RecordKey.Parse("post")),
            Invitee = Given.Account("guest"),
            CreatedAt = Given.At(0),
        },
    };
}
