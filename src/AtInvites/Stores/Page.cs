namespace AtInvites.Stores;

/// <summary>Some rows of a list, in order.</summary>
/// <param name="Items">At most as many rows as were asked for.</param>
/// <param name="HasMore">Whether rows follow the last of these. A page asked for after it begins with the next.</param>
public readonly record struct Page<T>(IReadOnlyList<T> Items, bool HasMore)
{
    /// <summary>Makes a page of <paramref name="rows"/>, which were read with one row over <paramref name="limit"/>.</summary>
    internal static Page<T> Of(List<T> rows, int limit)
    {
        if (rows.Count <= limit) return new(rows, false);
        rows.RemoveAt(limit);
        return new(rows, true);
    }
}
