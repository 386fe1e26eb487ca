using System.Diagnostics.CodeAnalysis;

namespace AtInvites.Syntax;

/// <summary>A DID or a handle (the lexicon format at-identifier).</summary>
public readonly record struct AtIdentifier
{
    private readonly string? _value;

    private AtIdentifier(string value) => _value = value;

    /// <summary>The text exactly as parsed; empty for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>Null where the text is a handle.</summary>
    public Did? Did => Syntax.Did.TryParse(_value, out var did) ? did : null;

    /// <summary>Null where the text is a DID.</summary>
    public Handle? Handle => Syntax.Handle.TryParse(_value, out var handle) ? handle : null;

    /// <summary>False for null and for text that breaks a rule of the format.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out AtIdentifier value)
    {
        value = text is not null && IsValid(text) ? new(text) : default;
        return value._value is not null;
    }

    /// <summary>As <see cref="TryParse"/>, but throws a <see cref="FormatException"/> that names the broken rule.</summary>
    public static AtIdentifier Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Fault(text) is { } fault ? throw SyntaxFault.Of("at-identifier", fault) : new(text);
    }

    /// <summary>Whether <paramref name="text"/> may be parsed; allocates nothing.</summary>
    public static bool IsValid(ReadOnlySpan<char> text) => Fault(text) is null;

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static string? Fault(ReadOnlySpan<char> text) =>
        Syntax.Did.IsValid(text) || Syntax.Handle.IsValid(text) ? null : "it is neither a DID nor a handle";
}
