namespace AtInvites.Authentication;

/// <summary>One verification method of a DID document that the DID itself controls, as written there.</summary>
internal sealed record VerificationMethod(string Id, string Type, string Multibase)
{
    /// <summary>The public key, or null where its type or form is none that atproto.com/specs/cryptography knows. The legacy
    /// types hold the bare point, compressed or not; a Multikey holds a multicodec prefix and a compressed point.</summary>
    public CurvePoint? ReadKey()
    {
        if (Multibase is not ['z', .. var digits] || Base58.Decode(digits) is not { } bytes) return null;
        return Type switch
        {
            "Multikey" => ReadMultikey(bytes),
            "EcdsaSecp256k1VerificationKey2019" => CurvePoint.Read(SigningCurve.K256, bytes, allowUncompressed: true),
            "EcdsaSecp256r1VerificationKey2019" => CurvePoint.Read(SigningCurve.P256, bytes, allowUncompressed: true),
            _ => null,
        };
    }

    private static CurvePoint? ReadMultikey(ReadOnlySpan<byte> bytes) => bytes switch
    {
        // The multicodec codes 0xE7 and 0x1200 as variable-length integers.
        [0xE7, 0x01, .. var point] => CurvePoint.Read(SigningCurve.K256, point, allowUncompressed: false),
        [0x80, 0x24, .. var point] => CurvePoint.Read(SigningCurve.P256, point, allowUncompressed: false),
        _ => null,
    };
}
