namespace AtInvites.Tests.Syntax;

public sealed record FormatCase(
    string Name,
    string Valid,
    string Broken,
    Func<string, object> Parse,
    Validator IsValid,
    Func<string?, (bool Parsed, string Value, string DefaultValue)> TryParse)
{
    public override string ToString() => Name;
}
