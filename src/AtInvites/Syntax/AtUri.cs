using System.Diagnostics.CodeAnalysis;

namespace AtInvites.Syntax;

/// <summary>Placeholder until the Syntax work lands.</summary>
public readonly record struct AtUri
{
    private readonly string? _value;

    private AtUri(string value) => _value = value;

    /// <summary>The text, exactly as parsed.</summary>
    public string Value => _value ?? "";

    /// <summary>Parses <paramref name="text"/>; false when it is not valid.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out AtUri value)
    {
        value = text is { Length: > 0 } ? new(text) : default;
        return text is { Length: > 0 };
    }

    /// <summary>Parses <paramref name="text"/> or throws <see cref="FormatException"/>.</summary>
    public static AtUri Parse(string text) => TryParse(text, out var value) ? value : throw new FormatException("Not a AtUri.");

    /// <inheritdoc/>
    public override string ToString() => Value;
}
