using AtInvites.Syntax;

namespace AtInvites.Stores;

/// <summary>A member of a space: the sum of what was given directly and what invites brought.</summary>
public sealed record Member
{
    /// <summary>Who.</summary>
    public required Did Account { get; init; }

    /// <summary>The largest grant the account holds.</summary>
    public required Perms Perms { get; init; }

    /// <summary>Since when, to the millisecond: the earliest grant still held, at a tie the one whose <see cref="AddedBy"/> sorts
    /// first.</summary>
    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>Who gave the earliest grant still held: the owner who added the account, or who minted the invite.</summary>
    public required Did AddedBy { get; init; }

    /// <summary>This membership and another grant to the same account, summed.</summary>
    internal Member With(Member grant)
    {
        var perms = grant.Perms > Perms ? grant.Perms : Perms;
        var isEarlier = grant.AddedAt < AddedAt
            || (grant.AddedAt == AddedAt && string.CompareOrdinal(grant.AddedBy.Value, AddedBy.Value) < 0);
        return isEarlier ? grant with { Perms = perms } : this with { Perms = perms };
    }
}
