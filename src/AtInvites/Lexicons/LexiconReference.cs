namespace AtInvites.Lexicons;

/// <summary>A reference from one definition to another, resolved at first use because documents come in any order.</summary>
internal sealed class LexiconReference(LexiconCatalog catalog, string document, string path, string target)
{
    private LexiconSchema? _resolved;

    /// <summary>The full name, <c>nsid#name</c>, or the bare NSID for a main definition.</summary>
    public string Target { get; } = FullName(document, target);

    public LexiconSchema Resolve() => _resolved ??= catalog.Find(Target)
        ?? throw new LexiconException(
            document, path, $"{Target} is no data type in the catalog; add its document or mend the ref.");

    /// <summary>Throws when the target should be in <paramref name="home"/>, the reference's own document, and is not.</summary>
    public void RequireLocal(LexiconDocument home)
    {
        var (id, name) = Split(Target);
        if (id == home.Id.Value && !home.Definitions.ContainsKey(name))
            throw new LexiconException(
                document, path, $"the document defines no data type \"{name}\"; define it or mend the ref.");
    }

    /// <summary>A $type may be spelled with or without the #main that a reference leaves out.</summary>
    public bool IsNamedBy(ReadOnlySpan<char> type) =>
        type.SequenceEqual(Target) || (type.EndsWith("#main") && type[..^"#main".Length].SequenceEqual(Target));

    /// <summary>The document and the definition that a full name is made of.</summary>
    public static (string Document, string Name) Split(string fullName)
    {
        var hash = fullName.IndexOf('#', StringComparison.Ordinal);
        return hash < 0 ? (fullName, "main") : (fullName[..hash], fullName[(hash + 1)..]);
    }

    private static string FullName(string document, string target)
    {
        var name = target.StartsWith('#') ? document + target : target;
        return name.EndsWith("#main", StringComparison.Ordinal) ? name[..^"#main".Length] : name;
    }
}
