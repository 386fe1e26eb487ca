namespace AtInvites.Accounts;

/// <summary>What <c>com.atproto.admin.defs#accountView</c> says of an account's invites.</summary>
public sealed record AccountInviteDetail
{
    /// <summary>The code by which it came; null when it came without one.</summary>
    public required InviteCodeView? InvitedBy { get; init; }

    /// <summary>Every code it holds, newest first, disabled ones included.</summary>
    public required IReadOnlyList<InviteCodeView> Invites { get; init; }

    /// <summary>Whether codes it asks for are made disabled.</summary>
    public required bool InvitesDisabled { get; init; }

    /// <summary>The note of the last change of that switch; null when that had none.</summary>
    public required string? InviteNote { get; init; }
}
