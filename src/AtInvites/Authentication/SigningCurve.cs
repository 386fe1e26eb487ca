using System.Globalization;
using System.Numerics;

namespace AtInvites.Authentication;

/// <summary>One of the two curves that atproto.com/specs/cryptography knows, as y² = x³ + ax + b over a prime field.</summary>
internal sealed class SigningCurve
{
    /// <summary>secp256k1 (SEC 2, section 2.4.1).</summary>
    public static readonly SigningCurve K256 = new("ES256K", "1.3.132.0.10")
    {
        Prime = Hex("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFC2F"),
        Order = Hex("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141"),
        A = BigInteger.Zero,
        B = 7,
    };

    /// <summary>secp256r1, also P-256 (SEC 2, section 2.4.2).</summary>
    public static readonly SigningCurve P256 = new("ES256", "1.2.840.10045.3.1.7")
    {
        Prime = Hex("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF"),
        Order = Hex("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"),
        A = Hex("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFC"),
        B = Hex("5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B"),
    };

    /// <summary>Bytes of a coordinate and of each half of a signature.</summary>
    public const int FieldBytes = 32;

    private byte[] _order = [];

    private SigningCurve(string algorithm, string oid) => (Algorithm, Oid) = (algorithm, oid);

    /// <summary>The <c>alg</c> of a JWT signed on this curve.</summary>
    public string Algorithm { get; }

    /// <summary>The object identifier that the platform knows the curve by.</summary>
    public string Oid { get; }

    public required BigInteger Prime { get; init; }

    public required BigInteger A { get; init; }

    public required BigInteger B { get; init; }

    public required BigInteger Order
    {
        get;
        init
        {
            field = value;
            _order = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        }
    }

    /// <summary>The curve of a JWT <c>alg</c>, or null.</summary>
    public static SigningCurve? FromAlgorithm(string algorithm) => algorithm switch
    {
        "ES256K" => K256,
        "ES256" => P256,
        _ => null,
    };

    /// <summary>True for r‖s of 64 bytes with 0 &lt; r &lt; n and 0 &lt; s &lt; n. Either s will do: JWT libraries other than
    /// the reference's do not choose the lower one, the reference takes both, and a token's single use does not rest on its
    /// signature.</summary>
    public bool IsWellFormed(ReadOnlySpan<byte> signature)
    {
        if (signature.Length != 2 * FieldBytes) return false;
        var r = signature[..FieldBytes];
        var s = signature[FieldBytes..];
        return r.ContainsAnyExcept((byte)0) && r.SequenceCompareTo(_order) < 0
            && s.ContainsAnyExcept((byte)0) && s.SequenceCompareTo(_order) < 0;
    }

    private static BigInteger Hex(string digits) =>
        BigInteger.Parse("0" + digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
