using System.Security.Cryptography;

namespace AtInvites.Authentication;

/// <summary>A key of the platform's ECDSA. Instances of <see cref="ECDsa"/> promise nothing to concurrent callers, hence the
/// lock; only calls of one account meet at it.</summary>
internal sealed class EcdsaSignatureKey(SigningCurve curve, ECDsa ecdsa) : ISignatureKey
{
    private readonly Lock _gate = new();

    /// <inheritdoc/>
    public SigningCurve Curve => curve;

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
    {
        lock (_gate) return ecdsa.VerifyHash(hash, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }
}
