using System.Numerics;
using static AtInvites.Tests.Authentication.CurveNumbers;

namespace AtInvites.Tests.Authentication;

/// <summary>Signatures at every edge of ECDSA over secp256k1: of encoding, of range and of the arithmetic.</summary>
internal static class SignatureCases
{
    private static readonly BigInteger Most = (BigInteger.One << 256) - 1;

    public static IEnumerable<SignatureCase> All =>
        Encodings().Concat(Ranges()).Concat(Hashes()).Concat(Points()).Concat(Keys());

    private static SignatureCase Good => SignatureCase.Sign("good", "a", SignatureCase.Scalar("hash"));

    /// <summary>Each bit of the hash and of the signature turned over, one at a time.</summary>
    public static IEnumerable<SignatureCase> BitFlips()
    {
        var good = Good;
        for (var bit = 0; bit < 512; bit++)
            yield return good with { Name = $"bit {bit} of the signature", Signature = Flip(good.Signature, bit) };
        for (var bit = 0; bit < 256; bit++)
            yield return good with { Name = $"bit {bit} of the hash", Hash = Flip(good.Hash, bit) };
    }

    private static IEnumerable<SignatureCase> Encodings()
    {
        var good = Good;
        yield return good;
        var (r, s) = (good.Signature[..32], good.Signature[32..]);
        yield return good with { Name = "the other s", Signature = [.. r, .. Bytes(N - Number(s))] };
        yield return good with { Name = "r and s swapped", Signature = [.. s, .. r] };
        for (var length = 0; length < 64; length++)
        {
            yield return good with { Name = $"first {length} bytes", Signature = good.Signature[..length] };
            yield return good with { Name = $"last {length} bytes", Signature = good.Signature[^length..] };
        }

        foreach (var more in new[] { 1, 2, 6, 32, 64 })
        {
            yield return good with { Name = $"{more} bytes after", Signature = [.. good.Signature, .. new byte[more]] };
            yield return good with { Name = $"{more} bytes before", Signature = [.. new byte[more], .. good.Signature] };
        }

        yield return good with { Name = "halves of 33 bytes", Signature = [0, .. r, 0, .. s] };
        yield return good with { Name = "DER", Signature = [0x30, 70, 2, 33, 0, .. r, 2, 33, 0, .. s] };
        yield return good with { Name = "little-endian", Signature = [.. r.Reverse(), .. s.Reverse()] };
    }

    private static IEnumerable<SignatureCase> Ranges()
    {
        var good = Good;
        var (r, s) = (Number(good.Signature.AsSpan(0, 32)), Number(good.Signature.AsSpan(32)));
        var edges = new[]
        {
            0, 1, 2, N / 2, N / 2 + 1, N - 2, N - 1, N, N + 1, P - N, P - N - 1, P - 1, P, P + 1, Most,
            BigInteger.One << 255, r, s, N - r, N - s,
        };
        foreach (var first in edges)
        {
            foreach (var second in edges)
            {
                byte[] signature = [.. Bytes(first), .. Bytes(second)];
                yield return good with { Name = $"r = {first:x}, s = {second:x}", Signature = signature };
            }
        }
    }

    private static IEnumerable<SignatureCase> Hashes()
    {
        foreach (var hash in new[] { 0, 1, N / 2, N - 1, N, N + 1, P - 1, P, P + 1, Most })
        {
            var good = SignatureCase.Sign($"hash = {hash:x}", "b", hash);
            yield return good;
            yield return good with { Name = good.Name + " less n", Hash = Bytes(Mod(hash, N)) };
            yield return good with { Name = good.Name + " and one", Hash = Bytes(Mod(hash + 1, N)) };
        }

        var one = SignatureCase.Sign("hash = 1", "b", 1);
        foreach (var length in new[] { 0, 1, 20, 31, 33, 48, 64 })
        {
            byte[] ending = [.. new byte[64], 1];
            yield return one with { Name = $"1 ends {length} bytes", Hash = ending[^length..] };
            yield return one with { Name = $"1 before {length} zeros", Hash = [.. one.Hash, .. new byte[length]] };
            yield return one with { Name = $"{length} zeros", Hash = new byte[length] };
        }
    }

    private static IEnumerable<SignatureCase> Points()
    {
        var (secret, nonce) = (SignatureCase.Scalar("secret"), SignatureCase.Scalar("nonce"));
        var key = Multiply(secret, G)!.Value;
        var r = Multiply(nonce, G)!.Value.X % N;
        var hash = Mod(r * secret, N);
        yield return SignatureCase.Of("both summands alike", key, hash, r, Mod(2 * hash * Invert(nonce, N), N));
        yield return SignatureCase.Of("the sum is infinity", key, N - hash, r, SignatureCase.Scalar("any"));
        var any = SignatureCase.Scalar("any");
        yield return SignatureCase.Of("the sum is infinity and r is small", key, Mod(-secret, N), 1, any);
        foreach (var s in new BigInteger[] { 1, 2, N / 2, N / 2 + 1, N - 2, N - 1 })
        {
            yield return Recovered($"s = {s:x}", Multiply(nonce, G)!.Value, hash, r, s);
            yield return Recovered($"s = {s:x} and no hash", Multiply(nonce, G)!.Value, 0, r, s);
        }

        // The sum's x is not below n: r is what is left of it, which is how few signatures in 2^128 are.
        var beyond = Enumerable.Range(0, 40).Select(n => Lift(N + n)).OfType<(BigInteger X, BigInteger Y)>().Take(6);
        foreach (var point in beyond)
        {
            var wrapped = Recovered($"x = n + {point.X - N}", point, hash, point.X - N, secret);
            yield return wrapped;
            byte[] unreduced = [.. Bytes(point.X), .. Bytes(secret)];
            yield return wrapped with { Name = wrapped.Name + ", not reduced", Signature = unreduced };
        }
    }

    private static IEnumerable<SignatureCase> Keys()
    {
        foreach (var secret in new BigInteger[] { 1, 2, 3, N / 2, N / 2 + 1, N - 2, N - 1 })
        {
            var (hash, key) = (SignatureCase.Scalar("hash"), Multiply(secret, G)!.Value);
            foreach (var nonce in new BigInteger[] { 1, 2, N / 2, N - 1, secret, N - secret })
            {
                var r = Multiply(nonce, G)!.Value.X % N;
                var s = Mod(Invert(nonce, N) * (hash + r * secret), N);
                yield return SignatureCase.Of($"secret {secret:x}, nonce {nonce:x}", key, hash, r, s);
            }
        }
    }

    /// <summary>A signature whose sum is <paramref name="point"/>: its key is found from the rest (SEC 1, section
    /// 4.1.6).</summary>
    private static SignatureCase Recovered(
        string name, (BigInteger X, BigInteger Y) point, BigInteger hash, BigInteger r, BigInteger s)
    {
        if (r.IsZero) return SignatureCase.Of(name, point, hash, r, s);
        var key = Multiply(Invert(r, N), Add(Multiply(s, point), Multiply(-hash, G)))!.Value;
        return SignatureCase.Of(name, key, hash, r, s);
    }

    private static byte[] Flip(byte[] bytes, int bit)
    {
        var flipped = bytes.ToArray();
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return flipped;
    }
}
