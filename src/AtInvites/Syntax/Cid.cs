using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace AtInvites.Syntax;

/// <summary>The text of a content identifier in the form that the data model allows (atproto.com/specs/data-model):
/// CIDv1 in base32 of a DAG-CBOR node or raw bytes, under any hash.</summary>
public readonly record struct Cid
{
    private const ulong DagCborCodec = 0x71;
    private const ulong RawCodec = 0x55;

    private readonly string? _value;

    private Cid(string value) => _value = value;

    /// <summary>The text exactly as parsed; empty for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>False for null and for text that breaks a rule of the format.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Cid value)
    {
        value = text is not null && IsValid(text) ? new(text) : default;
        return value._value is not null;
    }

    /// <summary>As <see cref="TryParse"/>, but throws a <see cref="FormatException"/> that names the broken rule.</summary>
    public static Cid Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Fault(text) is { } fault ? throw SyntaxFault.Of("CID", fault) : new(text);
    }

    /// <summary>Whether <paramref name="text"/> may be parsed; allocates nothing.</summary>
    public static bool IsValid(ReadOnlySpan<char> text) => Fault(text) is null;

    /// <summary>The CID of a DAG-CBOR block, such as <see cref="DagCbor.Encode"/> makes: version 1, dag-cbor, SHA-256.</summary>
    public static Cid OfDagCbor(ReadOnlySpan<byte> block)
    {
        Span<byte> bytes = stackalloc byte[4 + SHA256.HashSizeInBytes];
        (bytes[0], bytes[1], bytes[2], bytes[3]) = (1, (byte)DagCborCodec, 0x12, SHA256.HashSizeInBytes);
        SHA256.HashData(block, bytes[4..]);
        Span<char> text = stackalloc char[1 + Base32.Length(bytes.Length)];
        text[0] = 'b';
        Base32.Write(bytes, text[1..]);
        return new(new string(text));
    }

    /// <summary>The form in which DAG-CBOR links carry it: a zero byte, for an identity multibase, then its bytes.</summary>
    internal byte[] ToLinkBytes()
    {
        var reader = new Base32Reader(Value.AsSpan(1));
        var bytes = new byte[1 + reader.Remaining];
        for (var i = 1; reader.TryRead(out var next); i++) bytes[i] = next;
        return bytes;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static string? Fault(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] != 'b') return "it starts with b, for base32";
        var encoded = text[1..];
        if (encoded.ContainsAnyExcept(AsciiSet.Base32)) return "it has the characters a-z and 2-7 only";
        if (!Base32Reader.IsCanonical(encoded)) return "its last character has bits that base32 leaves zero, or one is missing";
        var reader = new Base32Reader(encoded);
        if (!reader.TryReadVarint(out var version) || version != 1) return "its version is 1";
        if (!reader.TryReadVarint(out var codec) || codec is not (DagCborCodec or RawCodec))
            return "its codec is dag-cbor or raw";
        if (!reader.TryReadVarint(out _) || !reader.TryReadVarint(out var size)) return "it ends with a multihash";
        return size == (ulong)reader.Remaining ? null : "its digest has the length that it states";
    }
}
