using AtInvites.Syntax;

namespace AtInvites.Stores;

/// <summary>One use of an account code: a row of the ledger, never deleted.</summary>
/// <param name="UsedBy">The account that signed up with it.</param>
/// <param name="UsedAt">When, to the millisecond.</param>
public readonly record struct CodeUse(Did UsedBy, DateTimeOffset UsedAt);
