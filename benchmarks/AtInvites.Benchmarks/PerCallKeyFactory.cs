using System.Security.Cryptography;
using AtInvites.Authentication;

namespace AtInvites.Benchmarks;

/// <summary>What a user would write first: the platform's key, made anew for each signature. A host takes it in place of the
/// library's by registering it as <see cref="ISignatureKeyFactory"/> before service auth.</summary>
internal sealed class PerCallKeyFactory : ISignatureKeyFactory
{
    public static ECDsa Import(CurvePoint point) => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.CreateFromValue(point.Curve.Oid),
        Q = new ECPoint { X = point.X, Y = point.Y },
    });

    public ISignatureKey Create(CurvePoint point) => new Key(point);

    private sealed class Key(CurvePoint point) : ISignatureKey
    {
        public SigningCurve Curve => point.Curve;

        public bool Verify(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
        {
            using var ecdsa = Import(point);
            return ecdsa.VerifyHash(hash, signature);
        }
    }
}
