using System.Diagnostics.CodeAnalysis;
using AtInvites.Stores;
using AtInvites.Tokens;

namespace AtInvites.Redemption;

/// <summary>A minted invite with its secret, or why there is none.</summary>
public sealed record IssueOutcome
{
    /// <summary>Why nothing was minted; <see cref="IssueFault.None"/> when it was.</summary>
    public IssueFault Fault { get; private init; }

    /// <summary>For the caller to read; null when it was minted.</summary>
    public string? Message { get; private init; }

    /// <summary>The stored invite; null when nothing was minted.</summary>
    public Invite? Invite { get; private init; }

    /// <summary>The token, which nothing can show again.</summary>
    public InviteSecret Secret { get; private init; }

    /// <summary>Whether an invite was minted.</summary>
    [MemberNotNullWhen(true, nameof(Invite))]
    [MemberNotNullWhen(false, nameof(Message))]
    public bool IsIssued => Fault == IssueFault.None;

    internal static IssueOutcome Issued(Invite invite, InviteSecret secret) => new() { Invite = invite, Secret = secret };

    internal static IssueOutcome Refused(IssueFault fault, string message) => new() { Fault = fault, Message = message };
}
