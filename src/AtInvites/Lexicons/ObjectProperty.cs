namespace AtInvites.Lexicons;

/// <summary>One property of an object or params schema.</summary>
internal sealed record ObjectProperty(string Name, LexiconSchema Schema, bool IsRequired, bool IsNullable);
