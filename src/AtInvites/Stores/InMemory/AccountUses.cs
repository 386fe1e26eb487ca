using System.Runtime.InteropServices;
using AtInvites.Syntax;

namespace AtInvites.Stores.InMemory;

/// <summary>Which accounts used an invite, as entries of 8 bytes: hash of the account above, one more than the number of its
/// ledger row below. An account that did not use it is told by the entries alone, without a look at the ledger. The first entry
/// stands in the invite, a few in a list, more of them in a table by hash that is at most half full.</summary>
internal struct AccountUses
{
    private const int FirstList = 4;
    private const int LongestList = 16;

    private ulong[]? _entries;
    private ulong _first;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Asks memory for the list, before the lock is held too.</summary>
    public readonly void Fetch()
    {
        if (_entries is not { } entries) return;
        CacheLine.Fetch(ref MemoryMarshal.GetArrayDataReference(entries), LongestList * sizeof(ulong));
    }

    /// <summary>Number of the account's row, or <see cref="Use.None"/>.</summary>
    public readonly int Find(Did account, uint hash, Ledger ledger)
    {
        if (Count == 0) return Use.None;
        if (_entries is null) return IsOf(_first, account, hash, ledger) ? NumberIn(_first) : Use.None;
        return _entries.Length > LongestList
            ? FindInTable(_entries, account, hash, ledger)
            : FindInList(_entries.AsSpan(0, Count), account, hash, ledger);
    }

    /// <summary>Adds the row of an account that has none.</summary>
    public void Add(uint hash, int number)
    {
        var entry = ((ulong)hash << 32) | (uint)(number + 1);
        if (Count == 0)
        {
            _first = entry;
        }
        else
        {
            if (_entries is null || Count == Room(_entries)) Grow();
            if (_entries!.Length > LongestList) Place(entry, _entries);
            else _entries[Count] = entry;
        }

        Count++;
    }

    private static int Room(ulong[] entries) => entries.Length > LongestList ? entries.Length / 2 : entries.Length;

    private static int FindInList(ReadOnlySpan<ulong> entries, Did account, uint hash, Ledger ledger)
    {
        foreach (var entry in entries)
        {
            if (IsOf(entry, account, hash, ledger)) return NumberIn(entry);
        }

        return Use.None;
    }

    private static int FindInTable(ulong[] entries, Did account, uint hash, Ledger ledger)
    {
        for (var i = (int)hash & (entries.Length - 1); ; i = (i + 1) & (entries.Length - 1))
        {
            var entry = entries[i];
            if (entry == 0) return Use.None;
            if (IsOf(entry, account, hash, ledger)) return NumberIn(entry);
        }
    }

    // Two accounts may have one hash, rarely: then the ledger decides.
    private static bool IsOf(ulong entry, Did account, uint hash, Ledger ledger) =>
        (uint)(entry >> 32) == hash && ledger[NumberIn(entry)].Account == account;

    private static int NumberIn(ulong entry) => (int)(uint)entry - 1;

    private void Grow()
    {
        var entries = _entries ?? [_first];
        var size = entries.Length < FirstList ? FirstList : entries.Length < LongestList ? LongestList : entries.Length * 2;
        // A list that is full makes a table half full, which must take one more.
        if (entries.Length == LongestList) size *= 4;
        var larger = new ulong[size];
        if (size <= LongestList)
        {
            entries.CopyTo(larger, 0);
        }
        else
        {
            foreach (var entry in entries)
            {
                if (entry != 0) Place(entry, larger);
            }
        }

        _entries = larger;
    }

    private static void Place(ulong entry, ulong[] entries)
    {
        var i = (int)(entry >> 32) & (entries.Length - 1);
        while (entries[i] != 0) i = (i + 1) & (entries.Length - 1);
        entries[i] = entry;
    }
}
