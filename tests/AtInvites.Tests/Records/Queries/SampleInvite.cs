using AtInvites.Syntax;

namespace AtInvites.Tests.Records.Queries;

/// <summary>What a list must show of an invite, known without asking the library.</summary>
internal sealed record SampleInvite
{
    public required AtUri Uri { get; init; }

    public required string Inviter { get; init; }

    public required string Invitee { get; init; }

    public required AtUri Subject { get; init; }

    public required DateTimeOffset SeenAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public bool IsAccepted { get; init; }

    public bool IsDeclined { get; init; }

    public bool IsDeleted { get; init; }

    public bool IsChive { get; init; }

    public string StateAt(DateTimeOffset now) => this switch
    {
        { IsDeleted: true } => "revoked",
        { IsAccepted: true } => "accepted",
        { IsDeclined: true } => "rejected",
        _ => ExpiresAt <= now ? "expired" : "pending",
    };
}
