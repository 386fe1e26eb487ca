using AtInvites.Tokens;

namespace AtInvites.Stores;

/// <summary>A place in a list of account codes. Codes are listed by falling <paramref name="Rank"/>, ties by falling hash, so
/// that no two share a place.</summary>
/// <param name="Rank">Unix milliseconds of creation, or the number of uses, as the sort says.</param>
/// <param name="Code">The code's hash.</param>
/// <param name="AsOf">The store's number of the last use that counts towards the rank, fixed by the first page of a list by
/// usage, so that a code which is used meanwhile keeps its place. 0 when sorted by time.</param>
public readonly record struct CodePosition(long Rank, TokenHash Code, long AsOf);
