using System.Security.Cryptography;
using AtInvites.Authentication;

namespace AtInvites.Benchmarks.Http;

/// <inheritdoc cref="KeyPerCallFactory"/>
internal sealed class KeyPerCall(CurvePoint point) : ISignatureKey
{
    public SigningCurve Curve => point.Curve;

    public bool Verify(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.CreateFromValue(point.Curve.Oid),
            Q = new ECPoint { X = point.X, Y = point.Y },
        });
        return key.VerifyHash(hash, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }
}
