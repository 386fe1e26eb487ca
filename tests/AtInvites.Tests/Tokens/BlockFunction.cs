using System.Buffers.Binary;
using System.Numerics;
using AtInvites.Tokens;

namespace AtInvites.Tests.Tokens;

/// <summary>The compression function of SHA-256, written from FIPS 180-4 section 6.2.2, so that what is built on one is tested
/// also where no library has it.</summary>
internal static class BlockFunction
{
    private const int Rounds = 64;

    private static readonly uint[] Constants = [.. Primes().Take(Rounds).Select(FractionOfCubeRoot)];

    public static Sha256Transform Written { get; } = Transform;

    private static void Transform(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> schedule = stackalloc uint[Rounds];
        for (var t = 0; t < Rounds; t++)
        {
            schedule[t] = t < 16
                ? BinaryPrimitives.ReadUInt32BigEndian(block[(4 * t)..])
                : Small(schedule[t - 2], 17, 19, 10) + schedule[t - 7] + Small(schedule[t - 15], 7, 18, 3) + schedule[t - 16];
        }

        Span<uint> v = stackalloc uint[8];
        state[..8].CopyTo(v);
        for (var t = 0; t < Rounds; t++)
        {
            var first = v[7] + Large(v[4], 6, 11, 25) + ((v[4] & v[5]) ^ (~v[4] & v[6])) + Constants[t] + schedule[t];
            var second = Large(v[0], 2, 13, 22) + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
            for (var i = 7; i > 0; i--) v[i] = v[i - 1];
            v[4] += first;
            v[0] = first + second;
        }

        for (var i = 0; i < 8; i++) state[i] += v[i];
    }

    private static uint Small(uint x, int a, int b, int shift) =>
        BitOperations.RotateRight(x, a) ^ BitOperations.RotateRight(x, b) ^ (x >> shift);

    private static uint Large(uint x, int a, int b, int c) =>
        BitOperations.RotateRight(x, a) ^ BitOperations.RotateRight(x, b) ^ BitOperations.RotateRight(x, c);

    private static IEnumerable<int> Primes() =>
        Enumerable.Range(2, 310).Where(n => Enumerable.Range(2, n - 2).All(divisor => n % divisor != 0));

    private static uint FractionOfCubeRoot(int prime)
    {
        // The root of prime * 2^96 is the root of the prime with 32 bits after the point.
        var (low, high) = (BigInteger.Zero, BigInteger.One << 40);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (BigInteger.Pow(middle, 3) <= (BigInteger)prime << 96) low = middle;
            else high = middle - 1;
        }

        return (uint)(low & uint.MaxValue);
    }
}
