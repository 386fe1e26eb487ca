using System.Numerics;
using AtInvites.Authentication;

namespace AtInvites.Tests.Authentication;

/// <summary>secp256k1 in plain numbers, slow and open to see, to make signatures that no signer would.</summary>
internal static class CurveNumbers
{
    public static readonly BigInteger P = SigningCurve.K256.Prime;
    public static readonly BigInteger N = SigningCurve.K256.Order;

    public static readonly (BigInteger X, BigInteger Y) G = (
        BigInteger.Parse("55066263022277343669578718895168534326250603453777594175500187360389116729240"),
        BigInteger.Parse("32670510020758816978083085130507043184471273380659243275938904335757337482424"));

    public static byte[] Bytes(BigInteger number)
    {
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }

    public static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    public static BigInteger Mod(BigInteger number, BigInteger modulus) => (number % modulus + modulus) % modulus;

    public static BigInteger Invert(BigInteger number, BigInteger modulus) =>
        BigInteger.ModPow(Mod(number, modulus), modulus - 2, modulus);

    /// <summary>The point of this x with an even y, or null where the curve has none.</summary>
    public static (BigInteger X, BigInteger Y)? Lift(BigInteger x) =>
        CurvePoint.Read(SigningCurve.K256, [2, .. Bytes(x)], allowUncompressed: false) is { } point
            ? (Number(point.X), Number(point.Y))
            : null;

    public static (BigInteger X, BigInteger Y)? Multiply(BigInteger times, (BigInteger X, BigInteger Y)? point)
    {
        var (sum, power) = (Infinity, Jacobian(point));
        for (times = Mod(times, N); times > 0; times >>= 1)
        {
            if (!times.IsEven) sum = Add(sum, power);
            power = Add(power, power);
        }

        return Affine(sum);
    }

    /// <summary>The sum; null is the point at infinity.</summary>
    public static (BigInteger X, BigInteger Y)? Add((BigInteger X, BigInteger Y)? left, (BigInteger X, BigInteger Y)? right) =>
        Affine(Add(Jacobian(left), Jacobian(right)));

    private static (BigInteger X, BigInteger Y, BigInteger Z) Infinity => (1, 1, 0);

    private static (BigInteger X, BigInteger Y, BigInteger Z) Jacobian((BigInteger X, BigInteger Y)? point) =>
        point is { } at ? (at.X, at.Y, 1) : Infinity;

    private static (BigInteger X, BigInteger Y)? Affine((BigInteger X, BigInteger Y, BigInteger Z) point)
    {
        if (point.Z.IsZero) return null;
        var inverse = Invert(point.Z, P);
        return (Mod(point.X * inverse * inverse, P), Mod(point.Y * inverse * inverse * inverse, P));
    }

    /// <summary>x = X ÷ Z² and y = Y ÷ Z³ need one division for many sums.</summary>
    private static (BigInteger X, BigInteger Y, BigInteger Z) Add(
        (BigInteger X, BigInteger Y, BigInteger Z) a, (BigInteger X, BigInteger Y, BigInteger Z) b)
    {
        if (a.Z.IsZero) return b;
        if (b.Z.IsZero) return a;
        var (squareA, squareB) = (a.Z * a.Z % P, b.Z * b.Z % P);
        var (atA, atB) = (a.X * squareB % P, b.X * squareA % P);
        var (upA, upB) = (a.Y * squareB % P * b.Z % P, b.Y * squareA % P * a.Z % P);
        if (atA == atB) return upA == upB ? Double(a) : Infinity;
        var (run, rise) = (Mod(atB - atA, P), Mod(upB - upA, P));
        var square = run * run % P;
        var (cube, part) = (square * run % P, atA * square % P);
        var x = Mod(rise * rise - cube - 2 * part, P);
        return (x, Mod(rise * (part - x) - upA * cube, P), run * a.Z % P * b.Z % P);
    }

    private static (BigInteger X, BigInteger Y, BigInteger Z) Double((BigInteger X, BigInteger Y, BigInteger Z) a)
    {
        var square = a.Y * a.Y % P;
        var (part, slope) = (4 * a.X * square % P, 3 * a.X * a.X % P);
        var x = Mod(slope * slope - 2 * part, P);
        return (x, Mod(slope * (part - x) - 8 * square * square, P), 2 * a.Y * a.Z % P);
    }
}
