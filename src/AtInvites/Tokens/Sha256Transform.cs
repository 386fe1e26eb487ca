namespace AtInvites.Tokens;

/// <summary>The compression function of SHA-256 (FIPS 180-4 section 6.2.2): takes one block of 64 bytes into the 8 words at the
/// start of <paramref name="state"/>, which has <see cref="NativeSha256.StateWords"/>.</summary>
internal delegate void Sha256Transform(Span<uint> state, ReadOnlySpan<byte> block);
