using System.Diagnostics.CodeAnalysis;

namespace AtInvites.Syntax;

/// <summary>An account's name, a hostname of at most 253 characters (atproto.com/specs/handle). Equality is by the text,
/// although handles that differ in case only name the same account. Reserved top-level domains are well-formed.</summary>
public readonly record struct Handle
{
    private readonly string? _value;

    private Handle(string value) => _value = value;

    /// <summary>The text exactly as parsed; empty for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>False for null and for text that breaks a rule of the format.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Handle value)
    {
        value = text is not null && IsValid(text) ? new(text) : default;
        return value._value is not null;
    }

    /// <summary>As <see cref="TryParse"/>, but throws a <see cref="FormatException"/> that names the broken rule.</summary>
    public static Handle Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Fault(text) is { } fault ? throw SyntaxFault.Of("handle", fault) : new(text);
    }

    /// <summary>Whether <paramref name="text"/> may be parsed; allocates nothing.</summary>
    public static bool IsValid(ReadOnlySpan<char> text) => Fault(text) is null;

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static string? Fault(ReadOnlySpan<char> text) => DomainName.Fault(text, topLevelFirst: false);
}
