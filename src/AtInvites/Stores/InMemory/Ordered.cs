namespace AtInvites.Stores.InMemory;

/// <summary>Reads a sorted set from a place in it on.</summary>
internal static class Ordered
{
    /// <summary>The elements greater than <paramref name="after"/>, in ordinal order; all where it is null.</summary>
    public static IEnumerable<string> After(SortedSet<string>? set, string? after)
    {
        if (set is null) return [];
        return after is null ? set : Behind(set, after);
    }

    /// <summary>The places that a list shows after <paramref name="after"/>; all where it is null.</summary>
    public static IEnumerable<T> After<T>(SortedSet<T> set, T? after)
        where T : struct => after is { } place ? Behind(set, place) : set;

    private static IEnumerable<T> Behind<T>(SortedSet<T> set, T after) =>
        set.Count == 0 || set.Comparer.Compare(after, set.Max) >= 0
            ? []
            : set.GetViewBetween(after, set.Max).SkipWhile(item => set.Comparer.Compare(item, after) == 0);
}
