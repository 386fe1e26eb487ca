using AtInvites.Tokens;

namespace AtInvites.Stores.InMemory;

/// <summary>Invites by hash: open addressing over cells of a tag and a reference. Readers take no lock and touch one cell and one
/// invite; writers hold the database's gate. A cell is written once, its tag last,
/// and only a larger copy replaces the array.</summary>
internal sealed class InviteTable
{
    private Cell[] _cells = new Cell[1024];
    private int _taken;

    private struct Cell
    {
        public long Tag;
        public InviteSlot? Slot;
    }

    public InviteSlot? Find(TokenHash token)
    {
        var cells = Volatile.Read(ref _cells);
        var tag = TagOf(token);
        for (var i = IndexOf(tag, cells.Length); ; i = (i + 1) & (cells.Length - 1))
        {
            ref var cell = ref cells[i];
            var found = Volatile.Read(ref cell.Tag);
            if (found == 0) return null;
            if (found == tag && Volatile.Read(ref cell.Slot) is { } slot && slot.Token == token) return slot;
        }
    }

    public bool TryAdd(InviteSlot slot)
    {
        if (Find(slot.Token) is not null) return false;
        if (2 * (_taken + 1) > _cells.Length) Grow();
        Place(slot, _cells);
        _taken++;
        return true;
    }

    /// <summary>Empties the cell of <paramref name="slot"/>; its tag stays, so that readers probe past it,
    /// until the next growth.</summary>
    public void Remove(InviteSlot slot)
    {
        var i = IndexOf(TagOf(slot.Token), _cells.Length);
        while (!ReferenceEquals(_cells[i].Slot, slot)) i = (i + 1) & (_cells.Length - 1);
        Volatile.Write(ref _cells[i].Slot, null);
    }

    private void Grow()
    {
        var live = 0;
        foreach (ref var cell in _cells.AsSpan())
        {
            if (cell.Slot is not null) live++;
        }

        var larger = new Cell[4 * live >= _cells.Length ? _cells.Length * 2 : _cells.Length];
        foreach (ref var cell in _cells.AsSpan())
        {
            if (cell.Slot is { } slot) Place(slot, larger);
        }

        _taken = live;
        Volatile.Write(ref _cells, larger);
    }

    private static void Place(InviteSlot slot, Cell[] cells)
    {
        var tag = TagOf(slot.Token);
        var i = IndexOf(tag, cells.Length);
        while (cells[i].Tag != 0) i = (i + 1) & (cells.Length - 1);
        Volatile.Write(ref cells[i].Slot, slot);
        Volatile.Write(ref cells[i].Tag, tag);
    }

    // A tag of zero marks a free cell, hence the bit.
    private static long TagOf(TokenHash token) => token.Prefix | 1;

    private static int IndexOf(long tag, int size) => (int)(tag >> 16) & (size - 1);
}
