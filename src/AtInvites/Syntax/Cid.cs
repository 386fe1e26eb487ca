using System.Diagnostics.CodeAnalysis;

namespace AtInvites.Syntax;

/// <summary>The text of a content identifier in the form that the data model allows (atproto.com/specs/data-model):
/// CIDv1 in base32 of a DAG-CBOR node or raw bytes, under any hash.</summary>
public readonly record struct Cid
{
    private const ulong DagCbor = 0x71;
    private const ulong Raw = 0x55;

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
        if (!reader.TryReadVarint(out var codec) || codec is not (DagCbor or Raw)) return "its codec is dag-cbor or raw";
        if (!reader.TryReadVarint(out _) || !reader.TryReadVarint(out var size)) return "it ends with a multihash";
        return size == (ulong)reader.Remaining ? null : "its digest has the length that it states";
    }
}
