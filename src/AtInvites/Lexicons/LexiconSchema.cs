using System.Text.Json;

namespace AtInvites.Lexicons;

/// <summary>One node of a lexicon document, immutable once read.</summary>
internal abstract class LexiconSchema
{
    /// <summary>Deeper data than this is a fault, so that a recursive schema cannot exhaust the stack.</summary>
    public const int MaxDepth = 128;

    /// <summary>What stands in for an absent property; null when the schema names none.</summary>
    public virtual JsonElement? Default => null;

    /// <summary>The schemas directly inside this one.</summary>
    public virtual IEnumerable<LexiconSchema> Children => [];

    /// <summary>The schema itself, or the one that it stands for.</summary>
    public virtual LexiconSchema Target => this;

    /// <summary>The first fault of <paramref name="value"/>, with a path relative to it; null when it fits.</summary>
    public abstract LexiconFault? Check(JsonElement value, int depth);

    /// <summary>The object schema that <paramref name="value"/>, already checked, is read by; null for none.</summary>
    public virtual ObjectSchema? ObjectFor(JsonElement value) => null;

    /// <summary>Writes <paramref name="value"/>, already checked, with the defaults of absent properties.</summary>
    public virtual void Write(Utf8JsonWriter writer, JsonElement value) => value.WriteTo(writer);
}
