namespace AtInvites.Authentication;

/// <summary>A public key ready to verify with, by any number of threads at once.</summary>
internal interface ISignatureKey
{
    SigningCurve Curve { get; }

    /// <summary>True where <paramref name="signature"/> (r‖s, 64 bytes, already known to be canonical) is over
    /// <paramref name="hash"/> (SHA-256).</summary>
    bool Verify(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature);
}
