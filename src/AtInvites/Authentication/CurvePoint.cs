using System.Numerics;

namespace AtInvites.Authentication;

/// <summary>A public key: a point that is known to lie on its curve.</summary>
internal sealed record CurvePoint
{
    private CurvePoint(SigningCurve curve, BigInteger x, BigInteger y) =>
        (Curve, X, Y) = (curve, Bytes(x), Bytes(y));

    public SigningCurve Curve { get; }

    /// <summary>32 bytes, big-endian.</summary>
    public byte[] X { get; }

    /// <summary>32 bytes, big-endian.</summary>
    public byte[] Y { get; }

    /// <summary>Reads a SEC 1 point: 33 bytes compressed or, where <paramref name="allowUncompressed"/>, 65 bytes.</summary>
    public static CurvePoint? Read(SigningCurve curve, ReadOnlySpan<byte> sec1, bool allowUncompressed) => sec1 switch
    {
        [0x02 or 0x03, ..] when sec1.Length == 1 + SigningCurve.FieldBytes =>
            Decompress(curve, Number(sec1[1..]), odd: sec1[0] == 0x03),
        [0x04, ..] when allowUncompressed && sec1.Length == 1 + 2 * SigningCurve.FieldBytes =>
            OnCurve(curve, Number(sec1[1..33]), Number(sec1[33..])),
        _ => null,
    };

    private static CurvePoint? Decompress(SigningCurve curve, BigInteger x, bool odd)
    {
        if (x >= curve.Prime) return null;
        // Both primes are 3 modulo 4, where the power (p + 1) / 4 of a square is its root (SEC 1, section 2.3.4).
        var y = BigInteger.ModPow(Square(curve, x), (curve.Prime + 1) / 4, curve.Prime);
        if (y.IsEven == odd) y = curve.Prime - y;
        return OnCurve(curve, x, y);
    }

    private static CurvePoint? OnCurve(SigningCurve curve, BigInteger x, BigInteger y)
    {
        if (x >= curve.Prime || y >= curve.Prime) return null;
        return y * y % curve.Prime == Square(curve, x) ? new(curve, x, y) : null;
    }

    private static BigInteger Square(SigningCurve curve, BigInteger x) => (x * x * x + curve.A * x + curve.B) % curve.Prime;

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static byte[] Bytes(BigInteger number)
    {
        var bytes = new byte[SigningCurve.FieldBytes];
        var length = number.GetByteCount(isUnsigned: true);
        number.TryWriteBytes(bytes.AsSpan(bytes.Length - length), out _, isUnsigned: true, isBigEndian: true);
        return bytes;
    }
}
