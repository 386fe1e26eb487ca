using System.Security.Cryptography;

namespace AtInvites.Authentication;

/// <summary>Keys of the platform's ECDSA, the back end in the box.</summary>
internal sealed class EcdsaSignatureKeyFactory : ISignatureKeyFactory
{
    /// <inheritdoc/>
    public ISignatureKey Create(CurvePoint point) => new EcdsaSignatureKey(point.Curve, ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.CreateFromValue(point.Curve.Oid),
        Q = new ECPoint { X = point.X, Y = point.Y },
    }));
}
