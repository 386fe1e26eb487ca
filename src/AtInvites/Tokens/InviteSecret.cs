using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace AtInvites.Tokens;

/// <summary>A token or an account code in clear text on its one way out of the process. Logged, traced, interpolated or
/// serialised by accident it shows a placeholder; only <see cref="Reveal"/> gives the text.</summary>
public readonly struct InviteSecret : IEquatable<InviteSecret>
{
    private readonly string? _text;

    /// <summary>Takes a text that is a secret from here on.</summary>
    public InviteSecret(string text) => _text = text;

    /// <summary>The token, 43 characters of unpadded base64url, or the account code. Whoever holds it can use the
    /// invite.</summary>
    public string Reveal() => _text ?? "";

    /// <inheritdoc/>
    public override string ToString() => "[secret]";

    /// <inheritdoc/>
    public bool Equals(InviteSecret other) => CryptographicOperations.FixedTimeEquals(
        MemoryMarshal.AsBytes(Reveal().AsSpan()),
        MemoryMarshal.AsBytes(other.Reveal().AsSpan()));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is InviteSecret other && Equals(other);

    /// <summary>Always the same: a hash code of the text would be a secret in a log.</summary>
    public override int GetHashCode() => 0;

    /// <summary>Whether both are the same text, compared in constant time.</summary>
    public static bool operator ==(InviteSecret left, InviteSecret right) => left.Equals(right);

    /// <summary>Whether the texts differ, compared in constant time.</summary>
    public static bool operator !=(InviteSecret left, InviteSecret right) => !left.Equals(right);
}
