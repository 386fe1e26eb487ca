using System.Text.Json;

namespace AtInvites.Tests.Architecture;

/// <summary>NSIDs and error names are constants: each literal stands in one place.</summary>
internal static class WrittenOnceRules
{
    public static IEnumerable<string> Check(IReadOnlyCollection<SourceFile> files, IReadOnlySet<string> names)
    {
        var owned = files.Where(file => file.Name.EndsWith("Errors", StringComparison.Ordinal)
                || file.Name.EndsWith("ErrorNames", StringComparison.Ordinal))
            .SelectMany(file => file.Strings).Select(literal => literal.Text)
            .Where(text => text.Length > 0 && char.IsUpper(text[0]) && text.All(char.IsLetterOrDigit)).ToHashSet();
        var places = from file in files
                     from literal in file.Strings
                     where names.Contains(literal.Text) || owned.Contains(literal.Text) || IsOfAFamily(literal.Text)
                     group $"{file.Path}:{file.LineOf(literal.Offset)}" by literal.Text;
        return from place in places
               where place.Count() > 1
               select $"\"{place.Key}\" is written {place.Count()} times: {string.Join(", ", place)}";
    }

    /// <summary>The NSIDs of lexicon documents and the error names in them.</summary>
    public static HashSet<string> Names(IEnumerable<string> documents)
    {
        var names = new HashSet<string>();
        foreach (var text in documents)
        {
            using var document = JsonDocument.Parse(text);
            names.Add(document.RootElement.GetProperty("id").GetString()!);
            foreach (var definition in document.RootElement.GetProperty("defs").EnumerateObject())
            {
                if (!definition.Value.TryGetProperty("errors", out var errors)) continue;
                names.UnionWith(errors.EnumerateArray().Select(error => error.GetProperty("name").GetString()!));
            }
        }
        return names;
    }

    private static bool IsOfAFamily(string text) =>
        text.StartsWith("rsvp.atmo.", StringComparison.Ordinal) || text.StartsWith("com.atproto.", StringComparison.Ordinal)
        || text.StartsWith("pub.chive.", StringComparison.Ordinal) || text.StartsWith("blue.registry.", StringComparison.Ordinal);
}
