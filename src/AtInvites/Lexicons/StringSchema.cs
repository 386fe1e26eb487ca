using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace AtInvites.Lexicons;

internal sealed class StringSchema(JsonElement? fallback = null) : LexiconSchema
{
    /// <summary>A message lists at most this many allowed values.</summary>
    public const int ListedValues = 12;

    private const int OnStack = 256;

    public StringFormat Format { get; init; }

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public int? MinGraphemes { get; init; }

    public int? MaxGraphemes { get; init; }

    public string? Const { get; init; }

    public string[]? Enum { get; init; }

    public override JsonElement? Default => fallback;

    private bool AnyTextFits => Format == StringFormat.None && Const is null && Enum is null
        && MinLength is null && MaxLength is null && MinGraphemes is null && MaxGraphemes is null;

    public override LexiconFault? Check(JsonElement value, int depth)
    {
        if (value.ValueKind != JsonValueKind.String) return LexiconFault.Here("must be a string");
        if (AnyTextFits) return null;
        var raw = JsonMarshal.GetRawUtf8Value(value)[1..^1];
        if (raw.Contains((byte)'\\')) return Check(value.GetString());
        if (Length(raw.Length) is { } fault) return fault;
        if (raw.Length <= OnStack)
        {
            Span<char> characters = stackalloc char[OnStack];
            return CheckText(characters[..Encoding.UTF8.GetChars(raw, characters)]);
        }
        var rented = ArrayPool<char>.Shared.Rent(raw.Length);
        var result = CheckText(rented.AsSpan(0, Encoding.UTF8.GetChars(raw, rented)));
        ArrayPool<char>.Shared.Return(rented, clearArray: true);
        return result;
    }

    public LexiconFault? Check(ReadOnlySpan<char> text) => Length(Encoding.UTF8.GetByteCount(text)) ?? CheckText(text);

    private LexiconFault? Length(int bytes)
    {
        if (MaxLength < bytes) return Bound("longer", MaxLength.Value, "bytes");
        return MinLength > bytes ? Bound("shorter", MinLength.Value, "bytes") : null;
    }

    private LexiconFault? CheckText(ReadOnlySpan<char> text)
    {
        if (Const is not null && !text.SequenceEqual(Const)) return LexiconFault.Here($"must be {Const}");
        if (Enum is not null && !IsListed(text))
            return LexiconFault.Here($"must be one of ({string.Join('|', Enum.Take(ListedValues))})");
        if (Graphemes(text) is { } fault) return fault;
        return Format.Accepts(text) ? null : LexiconFault.Here(Format.Expectation());
    }

    private bool IsListed(ReadOnlySpan<char> text)
    {
        foreach (var allowed in Enum!)
            if (text.SequenceEqual(allowed)) return true;
        return false;
    }

    private LexiconFault? Graphemes(ReadOnlySpan<char> text)
    {
        var mayBeTooLong = MaxGraphemes < text.Length;
        if (!mayBeTooLong && MinGraphemes is null) return null;
        var count = GraphemeClusters.Count(text);
        if (MaxGraphemes < count) return Bound("longer", MaxGraphemes.Value, "graphemes");
        return MinGraphemes > count ? Bound("shorter", MinGraphemes.Value, "graphemes") : null;
    }

    private static LexiconFault Bound(string direction, int bound, string unit) =>
        LexiconFault.Here(string.Create(CultureInfo.InvariantCulture, $"must not be {direction} than {bound} {unit}"));
}
