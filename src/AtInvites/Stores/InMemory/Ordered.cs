namespace AtInvites.Stores.InMemory;

/// <summary>Reads a sorted set from a place in it on.</summary>
internal static class Ordered
{
    /// <summary>The elements greater than <paramref name="after"/>, in ordinal order; all where it is null.</summary>
    public static IEnumerable<string> After(SortedSet<string>? set, string? after)
    {
        if (set is not { Count: > 0 }) return [];
        if (after is null) return set;
        return string.CompareOrdinal(after, set.Max) >= 0
            ? []
            : set.GetViewBetween(after, set.Max).SkipWhile(item => item == after);
    }
}
