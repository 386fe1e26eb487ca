using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AtInvites.Stores.InMemory;

/// <summary>The rows of the invites by number, in chunks that never move. Rows are taken and given back under the database's gate
/// and read by anybody who has a number.</summary>
internal sealed class InviteRows
{
    private const int ChunkBits = 10;
    private const int ChunkSize = 1 << ChunkBits;

    private readonly Stack<int> _free = [];
    private InviteRow[][] _rows = [];
    private InviteDetails[][] _details = [];
    private int _taken;

    // No look at the length, which stands at the chunk's start: one more place of memory.
    public ref InviteRow this[int number] => ref Unsafe.Add(
        ref MemoryMarshal.GetArrayDataReference(Volatile.Read(ref _rows)[number >> ChunkBits]), number & (ChunkSize - 1));

    public ref InviteDetails Details(int number) =>
        ref Volatile.Read(ref _details)[number >> ChunkBits][number & (ChunkSize - 1)];

    /// <summary>Number of a row that nobody uses.</summary>
    public int Take()
    {
        if (_free.TryPop(out var freed)) return freed;
        if (_taken == _rows.Length << ChunkBits)
        {
            // The list of chunks has no gaps, so that a reader need not ask whether a chunk is there.
            Volatile.Write(ref _details, [.. _details, new InviteDetails[ChunkSize]]);
            Volatile.Write(ref _rows, [.. _rows, new InviteRow[ChunkSize]]);
        }

        return _taken++;
    }

    /// <summary>Gives back the row of an invite that was swept and has no uses.</summary>
    public void Free(int number) => _free.Push(number);
}
