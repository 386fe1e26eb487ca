using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace AtInvites.Stores.InMemory;

/// <summary>Asks for places of memory before they are read, so that they come while something else is done, all at once rather
/// than one after the other.</summary>
internal static unsafe class CacheLine
{
    private const int Bytes = 64;

    /// <summary>Asks for the lines of <paramref name="size"/> bytes, 128 at most, from <paramref name="start"/> on. A hint: that
    /// the collector may move them meanwhile does no harm, and other processors than x86 are not asked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch<T>(ref T start, int size)
    {
        if (!Sse.IsSupported) return;
        var first = (byte*)Unsafe.AsPointer(ref start);
        Sse.Prefetch0(first);
        if (size > Bytes) Sse.Prefetch0(first + Bytes);
        Sse.Prefetch0(first + size - 1);
    }
}
