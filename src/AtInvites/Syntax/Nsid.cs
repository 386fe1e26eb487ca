using System.Diagnostics.CodeAnalysis;

namespace AtInvites.Syntax;

/// <summary>The name of a lexicon: a reversed domain and a name (atproto.com/specs/nsid). At most 317 characters.</summary>
public readonly record struct Nsid
{
    private const int MaxNameLength = 63;

    private readonly string? _value;

    private Nsid(string value) => _value = value;

    /// <summary>The text exactly as parsed; empty for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>The domain as written, top-level label first: <c>com.example</c> of <c>com.example.thing</c>.</summary>
    public ReadOnlySpan<char> Authority => AuthorityOf(_value);

    /// <summary>The last segment, case-sensitive: <c>thing</c> of <c>com.example.thing</c>.</summary>
    public ReadOnlySpan<char> Name => NameOf(_value);

    /// <summary>False for null and for text that breaks a rule of the format.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Nsid value)
    {
        value = text is not null && IsValid(text) ? new(text) : default;
        return value._value is not null;
    }

    /// <summary>As <see cref="TryParse"/>, but throws a <see cref="FormatException"/> that names the broken rule.</summary>
    public static Nsid Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Fault(text) is { } fault ? throw SyntaxFault.Of("NSID", fault) : new(text);
    }

    /// <summary>Whether <paramref name="text"/> may be parsed; allocates nothing.</summary>
    public static bool IsValid(ReadOnlySpan<char> text) => Fault(text) is null;

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static string? Fault(ReadOnlySpan<char> text)
    {
        var name = NameOf(text);
        if (name.IsEmpty || name.Length > MaxNameLength) return "the name has 1 to 63 characters";
        if (name.ContainsAnyExcept(AsciiSet.LettersAndDigits)) return "the name has letters and digits only";
        if (char.IsAsciiDigit(name[0])) return "the name starts with a letter";
        return DomainName.Fault(AuthorityOf(text), topLevelFirst: true);
    }

    private static ReadOnlySpan<char> NameOf(ReadOnlySpan<char> text) => text[(text.LastIndexOf('.') + 1)..];

    private static ReadOnlySpan<char> AuthorityOf(ReadOnlySpan<char> text) => text[..Math.Max(text.LastIndexOf('.'), 0)];
}
