using AtInvites.Syntax;

namespace AtInvites.Stores;

/// <summary>What an answer record says.</summary>
public sealed record AnswerTerms
{
    /// <summary>The invite that it answers.</summary>
    public required AtUri Invite { get; init; }

    /// <summary>The one version of the invite that it answers; null in families that do not say.</summary>
    public Cid? InviteCid { get; init; }

    /// <summary>The invite's subject, once more; null in families that do not say.</summary>
    public AtUri? Subject { get; init; }

    /// <summary>Yes or no, never <see cref="AnswerKind.None"/>.</summary>
    public required AnswerKind Kind { get; init; }
}
