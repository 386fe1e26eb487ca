using System.Buffers.Text;
using System.Security.Cryptography;

namespace AtInvites.Authentication;

/// <summary>User and password as an <c>Authorization: Basic</c> header carries them (RFC 7617). Its memory is cleared on
/// dispose.</summary>
internal sealed class BasicCredentials : IDisposable
{
    private const string Scheme = "Basic";

    private readonly byte[] _bytes;
    private readonly int _length;
    private readonly int _colon;

    private BasicCredentials(byte[] bytes, int length, int colon) => (_bytes, _length, _colon) = (bytes, length, colon);

    /// <summary>What stands before the first colon.</summary>
    public ReadOnlySpan<byte> User => _bytes.AsSpan(0, _colon);

    /// <summary>What stands after the first colon, further colons included.</summary>
    public ReadOnlySpan<byte> Password => _bytes.AsSpan(_colon + 1, _length - _colon - 1);

    /// <summary>The credentials of a header after the name of this scheme, in whatever case; null where it names
    /// another.</summary>
    public static ReadOnlyMemory<char>? Find(string? header)
    {
        if (header is null || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        if (header.Length == Scheme.Length) return ReadOnlyMemory<char>.Empty;
        return header[Scheme.Length] == ' ' ? header.AsMemory(Scheme.Length).TrimStart(' ') : null;
    }

    /// <summary>Decodes them; null where they are not base64 or have no colon.</summary>
    public static BasicCredentials? Decode(ReadOnlySpan<char> text)
    {
        // The decoder would skip white space.
        if (text.ContainsAny(" \t\r\n") || !Base64.IsValid(text, out var length)) return null;
        var bytes = new byte[length];
        _ = Convert.TryFromBase64Chars(text, bytes, out _);
        var colon = bytes.AsSpan().IndexOf((byte)':');
        var read = new BasicCredentials(bytes, length, colon);
        if (colon >= 0) return read;
        read.Dispose();
        return null;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);
}
