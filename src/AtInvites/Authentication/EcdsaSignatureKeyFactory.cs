namespace AtInvites.Authentication;

/// <summary>Keys of the platform's ECDSA, the back end in the box.</summary>
internal sealed class EcdsaSignatureKeyFactory : ISignatureKeyFactory
{
    /// <inheritdoc/>
    public ISignatureKey Create(CurvePoint point) => new EcdsaSignatureKey(point);
}
