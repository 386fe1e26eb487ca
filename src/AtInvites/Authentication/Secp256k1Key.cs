namespace AtInvites.Authentication;

/// <summary>A secp256k1 key of libsecp256k1: bytes that the collector frees, verified without a lock.</summary>
internal sealed class Secp256k1Key : ISignatureKey
{
    private readonly Secp256k1Library _library;
    private readonly byte[] _parsed = new byte[Secp256k1Library.ParsedBytes];

    private Secp256k1Key(Secp256k1Library library) => _library = library;

    /// <inheritdoc/>
    public SigningCurve Curve => SigningCurve.K256;

    /// <summary>The key of <paramref name="point"/>, or null where the library does not take it for one of its curve.</summary>
    public static Secp256k1Key? Create(Secp256k1Library library, CurvePoint point)
    {
        var key = new Secp256k1Key(library);
        return library.TryParseKey([4, .. point.X, .. point.Y], key._parsed) ? key : null;
    }

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
    {
        const int size = SigningCurve.FieldBytes;
        if (signature.Length != 2 * size) return false;
        if (hash.Length == size) return _library.Verify(_parsed, hash, signature);
        // As the platform reads any other length: the leftmost 256 bits, as a number (SEC 1, section 4.1.4).
        Span<byte> number = stackalloc byte[size];
        number.Clear();
        var used = hash[..Math.Min(hash.Length, size)];
        used.CopyTo(number[(size - used.Length)..]);
        return _library.Verify(_parsed, number, signature);
    }
}
