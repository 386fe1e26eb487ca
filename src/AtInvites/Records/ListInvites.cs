using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Xrpc;

namespace AtInvites.Records;

/// <summary><c>pub.chive.collaboration.listInvites</c>, newest first, for whom a filter names: the invitee, the inviter or the
/// author of the subject. A deleted invite is not shown.</summary>
internal sealed class ListInvites(IHandshakeStore store, TimeProvider time) : XrpcMethod
{
    public override Nsid Id => RecordIds.ListInvites;

    public override async ValueTask<XrpcAnswer> InvokeAsync(XrpcCall call, CancellationToken cancellationToken)
    {
        var (query, fault) = Read(call);
        if (query is null) return fault!;
        if (!IsNamed(call.Caller, query)) return RecordErrors.NotNamed;
        var page = await store.ListAsync(query, cancellationToken);
        var cursor = page.HasMore ? HandshakeCursor.Format(page.Items[^1].Position) : null;
        var views = page.Items.Select(invite => InviteView.Of(invite, query.Now));
        return XrpcAnswer.Ok(new([.. views], cursor, page.HasMore, page.Total), RecordJson.Wire.InviteList);
    }

    private static bool IsNamed(Did caller, HandshakeQuery query) =>
        query.Invitee == caller || query.Inviter == caller || query.Subject?.Authority.Did == caller;

    private (HandshakeQuery? Query, XrpcError? Fault) Read(XrpcCall call)
    {
        var given = call.Parameters;
        if (!WireState.TryParse(given.GetString("state"), out var state)) return (null, RecordErrors.BadState);
        AtUri? subject = given.GetString("subjectUri") is { } uri ? AtUri.Parse(uri) : null;
        if (subject is { Authority.Did: null }) return (null, RecordErrors.HandleSubject);
        Nsid? collection = null;
        if (given.GetString("subjectCollection") is { } name)
        {
            if (!Nsid.TryParse(name, out var parsed)) return (null, RecordErrors.BadCollection);
            collection = parsed;
        }

        if (!HandshakeCursor.TryParse(given.GetString("cursor"), RecordIds.ChiveInvite, out var after))
            return (null, RecordErrors.BadCursor);
        var query = new HandshakeQuery
        {
            Invitee = given.GetString("invitee") is { } invitee ? Did.Parse(invitee) : null,
            Inviter = given.GetString("inviter") is { } inviter ? Did.Parse(inviter) : null,
            Subject = subject,
            SubjectCollection = collection,
            Family = RecordIds.Chive,
            State = state,
            Now = time.GetUtcNow(),
            Limit = (int)given.GetInteger("limit")!,
            After = after,
        };
        return (query, null);
    }
}
