using AtInvites.Stores;

namespace AtInvites.Redemption;

/// <summary>Account codes that the administration asks for.</summary>
public sealed record CodeRequest
{
    /// <summary>Who shall hold them, an entry each; one named twice gets twice as many, none gets none.</summary>
    public required IReadOnlyList<CodeOwner> Owners { get; init; }

    /// <summary>Codes for each owner, 1 or more.</summary>
    public required long CodesEach { get; init; }

    /// <summary>Uses of each code, 1 to 2^53 − 1.</summary>
    public required long Uses { get; init; }
}
