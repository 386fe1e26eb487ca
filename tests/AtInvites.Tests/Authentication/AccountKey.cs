using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using AtInvites.Authentication;

namespace AtInvites.Tests.Authentication;

/// <summary>The signing key of an account, with every way to write its public half and its signatures.</summary>
internal sealed class AccountKey
{
    private readonly ECDsa _ecdsa;

    public AccountKey(SigningCurve curve)
    {
        Curve = curve;
        _ecdsa = ECDsa.Create(ECCurve.CreateFromValue(curve.Oid));
    }

    public SigningCurve Curve { get; }

    public byte[] Compressed
    {
        get
        {
            var point = _ecdsa.ExportParameters(false).Q;
            return [(byte)(2 + (point.Y![^1] & 1)), .. point.X!];
        }
    }

    public byte[] Uncompressed
    {
        get
        {
            var point = _ecdsa.ExportParameters(false).Q;
            return [4, .. point.X!, .. point.Y!];
        }
    }

    public string Multikey => Multibase([.. Curve == SigningCurve.K256 ? new byte[] { 0xE7, 1 } : [0x80, 0x24], .. Compressed]);

    public string LegacyType =>
        Curve == SigningCurve.K256 ? "EcdsaSecp256k1VerificationKey2019" : "EcdsaSecp256r1VerificationKey2019";

    /// <summary>Low-S r‖s over the SHA-256 of <paramref name="text"/>.</summary>
    public byte[] Sign(string text)
    {
        var signature = _ecdsa.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256);
        var s = new BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true);
        return s <= Curve.Order / 2 ? signature : Flip(signature);
    }

    public byte[] SignDer(string text) =>
        _ecdsa.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    /// <summary>The other valid signature for the same r: n − s.</summary>
    public byte[] Flip(byte[] signature)
    {
        var s = Curve.Order - new BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true);
        var bytes = s.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. signature[..32], .. new byte[32 - bytes.Length], .. bytes];
    }

    public static string Multibase(byte[] bytes)
    {
        const string alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
        var number = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        var text = new StringBuilder();
        while (number > 0)
        {
            text.Insert(0, alphabet[(int)(number % 58)]);
            number /= 58;
        }
        foreach (var _ in bytes.TakeWhile(b => b == 0)) text.Insert(0, '1');
        return "z" + text;
    }
}
