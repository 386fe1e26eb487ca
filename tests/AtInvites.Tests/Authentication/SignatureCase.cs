using System.Numerics;
using System.Security.Cryptography;
using AtInvites.Authentication;
using static AtInvites.Tests.Authentication.CurveNumbers;

namespace AtInvites.Tests.Authentication;

/// <summary>A key, a hash and a signature of secp256k1, and what the equation of ECDSA says of them.</summary>
internal sealed record SignatureCase(string Name, CurvePoint Key, byte[] Hash, byte[] Signature)
{
    /// <summary>The verdict of <see cref="CurveNumbers"/> (SEC 1, section 4.1.4).</summary>
    public bool IsGood
    {
        get
        {
            if (Signature.Length != 64) return false;
            var (r, s) = (Number(Signature.AsSpan(0, 32)), Number(Signature.AsSpan(32)));
            if (r.IsZero || s.IsZero || r >= N || s >= N) return false;
            var inverse = Invert(s, N);
            var hash = Number(Hash.AsSpan(0, Math.Min(32, Hash.Length)));
            var left = Multiply(hash * inverse % N, G);
            var point = Add(left, Multiply(r * inverse % N, (Number(Key.X), Number(Key.Y))));
            return point is { } at && at.X % N == r;
        }
    }

    public static SignatureCase Of(
        string name, (BigInteger X, BigInteger Y) key, BigInteger hash, BigInteger r, BigInteger s) =>
        new(name, Point(key), Bytes(hash), [.. Bytes(r), .. Bytes(s)]);

    public static CurvePoint Point((BigInteger X, BigInteger Y) key) =>
        CurvePoint.Read(SigningCurve.K256, [4, .. Bytes(key.X), .. Bytes(key.Y)], allowUncompressed: true)!;

    /// <summary>A signature like any other, by a key and nonce that <paramref name="seed"/> fixes.</summary>
    public static SignatureCase Sign(string name, string seed, BigInteger hash)
    {
        var (secret, nonce) = (Scalar(seed + " key"), Scalar(seed + " nonce"));
        var r = Multiply(nonce, G)!.Value.X % N;
        return Of(name, Multiply(secret, G)!.Value, hash, r, Mod(Invert(nonce, N) * (hash + r * secret), N));
    }

    public static BigInteger Scalar(string seed) => Number(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(seed))) % N;
}
