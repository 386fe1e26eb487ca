using System.Diagnostics.CodeAnalysis;

namespace AtInvites.Syntax;

/// <summary>An account's permanent identifier, of any method (atproto.com/specs/did).
/// Case-sensitive, at most 2,048 characters.</summary>
public readonly record struct Did
{
    private const string Prefix = "did:";
    private const int MaxLength = 2048;

    private readonly string? _value;

    private Did(string value) => _value = value;

    /// <summary>The text exactly as parsed; empty for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>The part between the first two colons, such as <c>plc</c> or <c>web</c>.</summary>
    public ReadOnlySpan<char> Method => _value is null ? default : MethodOf(_value);

    /// <summary>False for null and for text that breaks a rule of the format.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Did value)
    {
        value = text is not null && IsValid(text) ? new(text) : default;
        return value._value is not null;
    }

    /// <summary>As <see cref="TryParse"/>, but throws a <see cref="FormatException"/> that names the broken rule.</summary>
    public static Did Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Fault(text) is { } fault ? throw SyntaxFault.Of("DID", fault) : new(text);
    }

    /// <summary>Whether <paramref name="text"/> may be parsed; allocates nothing.</summary>
    public static bool IsValid(ReadOnlySpan<char> text) => Fault(text) is null;

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static string? Fault(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxLength) return "it has at most 2048 characters";
        if (!text.StartsWith(Prefix)) return "it starts with did:";
        var method = MethodOf(text);
        if (method.IsEmpty || method.ContainsAnyExcept(AsciiSet.LowerLetters)) return "the method is lower-case letters";
        if (text.Length <= Prefix.Length + method.Length + 1) return "a colon and an identifier follow the method";
        var identifier = text[(Prefix.Length + method.Length + 1)..];
        if (identifier.ContainsAnyExcept(AsciiSet.DidIdentifier)) return "the identifier has letters, digits and ._:%- only";
        return identifier[^1] is ':' or '%' ? "it does not end in a colon or percent sign" : null;
    }

    private static ReadOnlySpan<char> MethodOf(ReadOnlySpan<char> text)
    {
        var rest = text[Prefix.Length..];
        return rest.IndexOf(':') is >= 0 and var colon ? rest[..colon] : rest;
    }
}
