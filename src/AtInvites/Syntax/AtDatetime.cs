using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AtInvites.Syntax;

/// <summary>A moment as lexicons write it: what RFC 3339, ISO 8601 and HTML have in common (atproto.com/specs/lexicon, datetime).
/// Years 0000 to 9999 in UTC, at most 64 characters. Equality is by the text, not by the moment.</summary>
public readonly record struct AtDatetime
{
    private const int MaxLength = 64;
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private readonly string? _value;

    private AtDatetime(string value) => _value = value;

    /// <summary>The text exactly as parsed; empty for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>The text of a moment in UTC, cut to milliseconds.</summary>
    public static AtDatetime From(DateTimeOffset moment) =>
        new(moment.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));

    /// <summary>The moment in UTC, cut to 100 nanoseconds. Before the year 0001 it is <see cref="DateTimeOffset.MinValue"/>, the
    /// earliest that .NET can hold, as it is for <c>default</c>.</summary>
    public DateTimeOffset ToDateTimeOffset() => DatetimeParts.Read(_value)?.ToUtc() ?? DateTimeOffset.MinValue;

    /// <summary>False for null and for text that breaks a rule of the format.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out AtDatetime value)
    {
        value = text is not null && IsValid(text) ? new(text) : default;
        return value._value is not null;
    }

    /// <summary>As <see cref="TryParse"/>, but throws a <see cref="FormatException"/> that names the broken rule.</summary>
    public static AtDatetime Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Fault(text) is { } fault ? throw SyntaxFault.Of("datetime", fault) : new(text);
    }

    /// <summary>Whether <paramref name="text"/> may be parsed; allocates nothing.</summary>
    public static bool IsValid(ReadOnlySpan<char> text) => Fault(text) is null;

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static string? Fault(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxLength) return "it has at most 64 characters";
        if (DatetimeParts.Read(text) is not { } parts) return "it is not like 2006-01-02T15:04:05.000Z";
        return parts.Fault();
    }
}
