using AtInvites.Syntax;

namespace PdsHost.Accounts;

/// <summary>An account of this PDS.</summary>
internal sealed record Account
{
    public required Did Did { get; init; }

    public required Handle Handle { get; init; }

    public required string Email { get; init; }

    public required string PasswordHash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public bool IsTakenDown { get; init; }
}
