namespace AtInvites.Authentication;

/// <summary>Keys of libsecp256k1 for its curve, and of <paramref name="platform"/> for the other.</summary>
internal sealed class Secp256k1KeyFactory(Secp256k1Library library, ISignatureKeyFactory platform) : ISignatureKeyFactory
{
    /// <inheritdoc/>
    public ISignatureKey Create(CurvePoint point) =>
        (point.Curve == SigningCurve.K256 ? Secp256k1Key.Create(library, point) : null) ?? platform.Create(point);
}
