namespace AtInvites.Syntax;

internal static class SyntaxFault
{
    /// <summary>Leaves the offending text out: it may be long, and it may be a secret pasted into the wrong field.</summary>
    public static FormatException Of(string format, string fault) => new($"Not a valid {format}: {fault}.");
}
