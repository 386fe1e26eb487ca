using AtInvites.Syntax;
using AtInvites.Xrpc;

namespace AtInvites.Records;

/// <summary><c>pub.chive.collaboration.listCollaborators</c>, by DID, for any account. On top of the lexicon it takes
/// <c>limit</c> (1 to 1,000, which is the default) and <c>cursor</c>, the last DID, and answers a cursor when there is
/// more.</summary>
internal sealed class ListCollaborators(Collaborations collaborations) : XrpcMethod
{
    public override Nsid Id => RecordIds.ListCollaborators;

    public override async ValueTask<XrpcAnswer> InvokeAsync(XrpcCall call, CancellationToken cancellationToken)
    {
        var subject = AtUri.Parse(call.Parameters.GetString("subjectUri")!);
        if (subject.Authority.Did is null) return RecordErrors.HandleSubject;
        if (!DidCursor.TryParse(call.Parameters.GetString("cursor"), out var after)) return RecordErrors.BadCursor;
        var limit = (int)call.Parameters.GetInteger("limit")!;
        var page = await collaborations.ListAsync(subject, RecordIds.Chive, limit, after, cancellationToken);
        var next = page.HasMore ? page.Items[^1].Account.Value : null;
        return XrpcAnswer.Ok(new([.. page.Items.Select(CollaboratorView.Of)], next), RecordJson.Wire.CollaboratorList);
    }
}
