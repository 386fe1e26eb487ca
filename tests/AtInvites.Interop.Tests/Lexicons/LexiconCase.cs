using System.Text.Json;

namespace AtInvites.Interop.Tests.Lexicons;

/// <summary>One value and what it is checked as. <see cref="Text"/> is JSON, or a query string for params.</summary>
internal sealed record LexiconCase(string Kind, string Id, string Text)
{
    public string ToLine() => JsonSerializer.Serialize(new { kind = Kind, id = Id, text = Text });
}
