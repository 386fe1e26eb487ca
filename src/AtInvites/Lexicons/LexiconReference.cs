namespace AtInvites.Lexicons;

/// <summary>A reference from one definition to another, resolved at first use because documents come in any order.</summary>
internal sealed class LexiconReference(LexiconCatalog catalog, string document, string path, string target)
{
    private LexiconSchema? _resolved;

    /// <summary>The full name, <c>nsid#name</c>, or the bare NSID for a main definition.</summary>
    public string Target { get; } = FullName(document, target);

    public LexiconSchema Resolve() => _resolved ??= catalog.Find(Target)
        ?? throw new LexiconException(document, path, $"{Target} is no data type in the catalog; add it or mend the ref.");

    /// <summary>Throws when the target should be in <paramref name="home"/>, the reference's own document, and is not.</summary>
    public void RequireLocal(LexiconDocument home)
    {
        var (id, name) = Split(Target);
        if (id == home.Id.Value && !home.Definitions.ContainsKey(name))
            throw new LexiconException(document, path, $"there is no data type \"{name}\" here; define it or mend the ref.");
    }

    /// <summary>Whether a $type names the target. Like the reference it may have the scheme <c>lex:</c> in front, and the
    /// <c>#main</c> that a reference leaves out behind.</summary>
    public bool IsNamedBy(ReadOnlySpan<char> type)
    {
        if (type.StartsWith("lex:")) type = type["lex:".Length..];
        if (type.EndsWith("#main")) type = type[..^"#main".Length];
        return type.SequenceEqual(Target);
    }

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
