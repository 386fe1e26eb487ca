namespace AtInvites.Stores.Contracts;

/// <summary>The verbs of records and handshakes in short.</summary>
public abstract class RecordScenario<TFixture> : StoreScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    /// <summary>Stores versions in one batch and says how many told anything new.</summary>
    protected Task<int> TellAsync(params IReadOnlyList<RecordVersion> versions) => TellAsync(Stores, versions);

    protected static Task<int> TellAsync(StoreSet stores, params IReadOnlyList<RecordVersion> versions) =>
        stores.Records.ApplyAsync(new() { Versions = versions }, Cancellation).AsTask();

    /// <summary>The handshake of the invite that was given, or of another.</summary>
    protected async Task<Handshake?> FindAsync(AtUri? invite = null) =>
        await Stores.Handshakes.FindAsync(invite ?? GivenRecords.InviteUri(), Cancellation);

    protected async Task<Handshake> HandshakeAsync(AtUri? invite = null)
    {
        var found = await FindAsync(invite);
        Assert.NotNull(found);
        return found;
    }

    protected async Task<HandshakeState> StateAsync(long at = 1_000, AtUri? invite = null) =>
        (await HandshakeAsync(invite)).StateAt(Given.At(at));

    protected async Task AssertAsync(HandshakeState expected, long at = 1_000) => Assert.Equal(expected, await StateAsync(at));

    protected Task<IReadOnlyList<Answer>> AnswersAsync(Did? answerer = null, AtUri? invite = null) =>
        Stores.Handshakes.ListAnswersAsync(
            invite ?? GivenRecords.InviteUri(), answerer ?? GivenRecords.Invitee, Cancellation).AsTask();

    protected Task<Handshake?> CollaboratorAsync(Did? account = null, AtUri? subject = null, string? family = null) =>
        Stores.Handshakes.FindCollaboratorAsync(
            subject ?? GivenRecords.Subject(), account ?? GivenRecords.Invitee, family, Given.At(1_000), Cancellation).AsTask();

    protected Task<HandshakePage> ListAsync(HandshakeQuery query) =>
        Stores.Handshakes.ListAsync(query, Cancellation).AsTask();

    /// <summary>Every handshake there is, the revoked ones last, read in two pages.</summary>
    protected static async Task<List<Handshake>> AllAsync(StoreSet stores, DateTimeOffset now)
    {
        var query = new HandshakeQuery { Now = now, Limit = 1_000_000 };
        var standing = await stores.Handshakes.ListAsync(query, Cancellation);
        var revoked = await stores.Handshakes.ListAsync(query with { State = HandshakeState.Revoked }, Cancellation);
        Assert.Equal((standing.Items.Count, revoked.Items.Count), (standing.Total, revoked.Total));
        return [.. standing.Items, .. revoked.Items];
    }
}
