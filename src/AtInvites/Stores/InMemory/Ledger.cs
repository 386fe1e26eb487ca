using AtInvites.Syntax;

namespace AtInvites.Stores.InMemory;

/// <summary>Every use in the order in which it was made: rows in chunks that never move, which many threads append to without a
/// lock. Memberships and the outbox are read from it, so that a redemption need not index anything.</summary>
internal sealed class Ledger
{
    private const int ChunkBits = 12;
    private const int ChunkSize = 1 << ChunkBits;

    private readonly Lock _growth = new();
    private Use[]?[] _chunks = new Use[]?[16];
    private int _count;

    /// <summary>How many rows were begun.</summary>
    public int Count => Volatile.Read(ref _count);

    public ref Use this[int number] => ref Volatile.Read(ref _chunks)[number >> ChunkBits]![number & (ChunkSize - 1)];

    /// <summary>Appends a row and returns its number.</summary>
    public int Append(int invite, Did account, long at)
    {
        var number = Interlocked.Increment(ref _count) - 1;
        var chunk = number >> ChunkBits;
        if (!HasChunk(chunk)) Grow(chunk);
        ref var use = ref this[number];
        use.Invite = invite;
        use.Account = account;
        use.At = at;
        Volatile.Write(ref use.IsWritten, true);
        return number;
    }

    /// <summary>A row below <see cref="Count"/>, waiting for the thread that has begun it.</summary>
    public ref Use Read(int number)
    {
        var spin = default(SpinWait);
        while (!HasChunk(number >> ChunkBits)) spin.SpinOnce();
        ref var use = ref this[number];
        while (!Volatile.Read(ref use.IsWritten)) spin.SpinOnce();
        return ref use;
    }

    private bool HasChunk(int chunk)
    {
        var chunks = Volatile.Read(ref _chunks);
        return chunk < chunks.Length && Volatile.Read(ref chunks[chunk]) is not null;
    }

    private void Grow(int chunk)
    {
        lock (_growth)
        {
            var chunks = _chunks;
            if (chunk >= chunks.Length) Array.Resize(ref chunks, Math.Max(chunks.Length * 2, chunk + 1));
            if (chunks[chunk] is null) Volatile.Write(ref chunks[chunk], new Use[ChunkSize]);
            Volatile.Write(ref _chunks, chunks);
        }
    }
}
