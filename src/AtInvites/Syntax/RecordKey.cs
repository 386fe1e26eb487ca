using System.Diagnostics.CodeAnalysis;

namespace AtInvites.Syntax;

/// <summary>The key of a record in its collection: 1 to 512 characters (atproto.com/specs/record-key). Case-sensitive.</summary>
public readonly record struct RecordKey
{
    private const int MaxLength = 512;

    private readonly string? _value;

    private RecordKey(string value) => _value = value;

    /// <summary>The text exactly as parsed; empty for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>False for null and for text that breaks a rule of the format.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RecordKey value)
    {
        value = text is not null && IsValid(text) ? new(text) : default;
        return value._value is not null;
    }

    /// <summary>As <see cref="TryParse"/>, but throws a <see cref="FormatException"/> that names the broken rule.</summary>
    public static RecordKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Fault(text) is { } fault ? throw SyntaxFault.Of("record key", fault) : new(text);
    }

    /// <summary>Whether <paramref name="text"/> may be parsed; allocates nothing.</summary>
    public static bool IsValid(ReadOnlySpan<char> text) => Fault(text) is null;

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static string? Fault(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > MaxLength) return "it has 1 to 512 characters";
        if (text.ContainsAnyExcept(AsciiSet.RecordKey)) return "it has letters, digits and .-_:~ only";
        return text is "." or ".." ? "it is not . or .." : null;
    }
}
