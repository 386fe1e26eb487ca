using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>What came of a call to <see cref="RecordInvites"/>.</summary>
public sealed record RecordWriteOutcome
{
    /// <summary>Done, or why not.</summary>
    public required RecordWriteStatus Status { get; init; }

    /// <summary>The record that stands, or stood; null where there is none.</summary>
    public AtUri? Uri { get; init; }

    /// <summary>CID of the record as the PDS names it; null where it was not asked.</summary>
    public Cid? Cid { get; init; }

    /// <summary>What the PDS said, with <see cref="RecordWriteStatus.RepoRefused"/>.</summary>
    public RepoError? Error { get; init; }

    /// <summary>Why not, in words for a developer; null when it was done.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the repository is as it was asked to be.</summary>
    public bool IsDone => Status is RecordWriteStatus.Written or RecordWriteStatus.Unchanged or RecordWriteStatus.Deleted;

    internal static RecordWriteOutcome Done(RecordWriteStatus status, AtUri? uri, Cid? cid = null) =>
        new() { Status = status, Uri = uri, Cid = cid };

    internal static RecordWriteOutcome Refused(RecordWriteStatus status, string reason) =>
        new() { Status = status, Reason = reason };

    internal static RecordWriteOutcome NoInvite(AtUri invite) =>
        Refused(RecordWriteStatus.UnknownInvite, $"\"{invite}\" is no invite of a family of this host's.");

    internal static RecordWriteOutcome Failed(AtUri uri, RepoError error) => new()
    {
        Status = RecordWriteStatus.RepoRefused,
        Uri = uri,
        Error = error,
        Reason = $"The PDS refused with {error.Status} {error.Error}: {error.Message}",
    };
}
