using System.Globalization;

namespace AtInvites.Lexicons;

/// <summary>Why a value does not fit its lexicon. Holds names and bounds of the schema, never the offending value.</summary>
/// <param name="Path">Where, as in <c>Input/invites/0/perms</c>; for a query parameter its bare name.</param>
/// <param name="Message">What was expected there, as in <c>must be an integer</c>.</param>
public readonly record struct LexiconFault(string Path, string Message)
{
    private const int Longest = 200;

    /// <summary>A fault at the value itself; those that hold the value put their names in front with <c>Under</c>.</summary>
    internal static LexiconFault Here(string message) => new("", message);

    internal LexiconFault Under(string name) => this with { Path = Path.Length == 0 ? name : $"{name}/{Path}" };

    internal LexiconFault Under(int index) => Under(index.ToString(CultureInfo.InvariantCulture));

    /// <summary>The sentence for a caller, at most about 400 characters: as in
    /// <c>Input must have the property "spaceUri"</c>.</summary>
    public override string ToString() => Message is null ? "" : $"{Cut(Path)} {Cut(Message)}";

    private static string Cut(string text) => text.Length > Longest ? string.Concat(text.AsSpan(0, Longest), "...") : text;
}
