using AtInvites.Syntax;

namespace AtInvites.Stores.InMemory;

/// <summary>What the database knows of one space URI, whether the space is its own or the host's. Guarded by the gate.</summary>
internal sealed class SpaceEntry
{
    /// <summary>Null for a space that the host keeps elsewhere.</summary>
    public Space? Space { get; set; }

    public bool IsDeleted { get; set; }

    /// <summary>Numbers of the invites, oldest first, because a mint then appends; a list reads them backwards.</summary>
    public List<int> Invites { get; } = [];

    public Dictionary<Did, MemberEntry> Members { get; } = [];

    /// <summary>The keys of <see cref="Members"/> in the order of a list.</summary>
    public SortedSet<string> MemberOrder { get; } = new(StringComparer.Ordinal);

    public void Insert(int number, InviteTable invites) =>
        Invites.Insert(CountBefore(invites.PositionOf(number), invites), number);

    /// <summary>How many invites are listed after <paramref name="position"/>: they stand before it here.</summary>
    public int CountBefore(InvitePosition position, InviteTable invites)
    {
        int low = 0, high = Invites.Count;
        if (high > 0 && invites.PositionOf(Invites[^1]).CompareTo(position) > 0) return high;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (invites.PositionOf(Invites[middle]).CompareTo(position) > 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    public int RevokeAll(DateTimeOffset now, InviteTable invites)
    {
        var at = now.ToUnixTimeMilliseconds();
        var revoked = 0;
        foreach (var number in Invites)
        {
            if (invites.TryRevoke(number, at)) revoked++;
        }

        return revoked;
    }
}
