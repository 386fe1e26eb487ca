using System.Runtime.CompilerServices;
using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores.InMemory;

/// <summary>Invites by hash: open addressing over cells of 8 bytes, half of the hash and the number of the row. Readers take no
/// lock and touch one cell and one row; writers hold the database's gate. A cell is written once, and only a larger copy replaces
/// the array. A row may become another invite's after it was found, which whoever takes its lock sees by its token.</summary>
internal sealed class InviteTable
{
    /// <summary>Stands for no invite.</summary>
    public const int None = -1;

    private const ulong TagMask = 0xFFFF_FFFF_0000_0000;

    // A cell of zero is free, hence the bit.
    private const ulong TagBit = 0x1_0000_0000;

    private readonly InviteRows _rows = new();
    private ulong[] _cells = new ulong[1024];
    private int _taken;

    public ref InviteRow this[int number] => ref _rows[number];

    /// <summary>Who minted it.</summary>
    public Did CreatorOf(int number) => _rows.Details(number).CreatedBy;

    public InvitePosition PositionOf(int number) =>
        new(DateTimeOffset.FromUnixTimeMilliseconds(_rows.Details(number).CreatedAt), _rows[number].Token);

    /// <summary>Number of the invite, or <see cref="None"/>.</summary>
    public int Find(in TokenHash token)
    {
        var cells = Volatile.Read(ref _cells);
        var tag = TagOf(token);
        for (var i = IndexOf(token, cells.Length); ; i = (i + 1) & (cells.Length - 1))
        {
            var cell = Volatile.Read(ref cells[i]);
            if (cell == 0) return None;
            if ((cell & TagMask) != tag || NumberIn(cell) is not (not None and var number)) continue;
            ref var row = ref _rows[number];
            CacheLine.Fetch(ref row, Unsafe.SizeOf<InviteRow>());
            if (row.Token == token) return number;
        }
    }

    /// <summary>Stores an invite under a number of its own; false when its hash is taken.</summary>
    public bool TryAdd(Invite invite, out int number)
    {
        number = None;
        if (Find(invite.Token) != None) return false;
        if (2 * (_taken + 1) > _cells.Length) Grow();
        number = _rows.Take();
        _rows[number].Fill(invite, ref _rows.Details(number));
        Place(invite.Token, number, _cells);
        _taken++;
        return true;
    }

    /// <summary>Forgets an invite that was swept and has no uses. The tag stays in its cell, so that readers probe past it, until
    /// the next growth.</summary>
    public void Remove(int number)
    {
        var i = IndexOf(_rows[number].Token, _cells.Length);
        while (NumberIn(_cells[i]) != number) i = (i + 1) & (_cells.Length - 1);
        Volatile.Write(ref _cells[i], _cells[i] & TagMask);
        _rows.Free(number);
    }

    /// <summary>The invite as it stands; null for <see cref="None"/> and for what was swept.</summary>
    public Invite? Snapshot(in TokenHash token, int number) =>
        number == None ? null : _rows[number].Snapshot(token, ref _rows.Details(number));

    /// <summary>False when it was revoked before.</summary>
    public bool TryRevoke(int number, long now) => _rows[number].TryRevoke(now, ref _rows.Details(number));

    /// <summary>Ends the invite for good if it ended before <paramref name="before"/>.</summary>
    public bool TrySweep(int number, long before, Ledger ledger) =>
        _rows[number].TrySweep(before, _rows.Details(number), ledger);

    private void Grow()
    {
        var live = 0;
        foreach (var cell in _cells)
        {
            if (NumberIn(cell) != None) live++;
        }

        var larger = new ulong[4 * live >= _cells.Length ? _cells.Length * 2 : _cells.Length];
        foreach (var cell in _cells)
        {
            if (NumberIn(cell) is var number and not None) Place(_rows[number].Token, number, larger);
        }

        _taken = live;
        Volatile.Write(ref _cells, larger);
    }

    private static void Place(in TokenHash token, int number, ulong[] cells)
    {
        var i = IndexOf(token, cells.Length);
        while (cells[i] != 0) i = (i + 1) & (cells.Length - 1);
        Volatile.Write(ref cells[i], TagOf(token) | (uint)(number + 1));
    }

    private static ulong TagOf(in TokenHash token) => ((ulong)token.Prefix & TagMask) | TagBit;

    private static int IndexOf(in TokenHash token, int size) => (int)token.Prefix & (size - 1);

    private static int NumberIn(ulong cell) => (int)(uint)cell - 1;
}
