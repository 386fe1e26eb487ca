using AtInvites.Xrpc;

namespace AtInvites.Records;

/// <summary>Refusals of the queries.</summary>
internal static class RecordErrors
{
    public static readonly XrpcError NotNamed = XrpcError.Forbidden(
        "Add a filter that names you: invitee or inviter as your DID, or subjectUri as a record in your repository");

    public static readonly XrpcError BadState =
        XrpcError.InvalidRequest("state must be pending, accepted, rejected, expired or all");

    public static readonly XrpcError BadCollection = XrpcError.InvalidRequest("subjectCollection must be an NSID");

    // Records are known by DID; a handle may have been somebody else's when the invite was written.
    public static readonly XrpcError HandleSubject =
        XrpcError.InvalidRequest("subjectUri must begin with the author's DID, not with a handle");

    public static readonly XrpcError BadCursor = XrpcError.InvalidRequest("cursor is not one that this method gave out");
}
