namespace AtInvites.Lexicons;

/// <summary>A lexicon document the host added, or a reference between documents, is wrong.
/// Never caused by a caller's input.</summary>
public sealed class LexiconException : Exception
{
    internal LexiconException(string document, string path, string problem)
        : base($"AtInvites: lexicon {document}{(path.Length == 0 ? "" : " at ")}{path}: {problem}")
    {
        Document = document;
        Path = path;
    }

    /// <summary>The NSID of the document, or "(unnamed)" where it has none yet.</summary>
    public string Document { get; }

    /// <summary>Where in the document, as in <c>defs/main/input/schema/properties/perms</c>;
    /// empty for the document itself.</summary>
    public string Path { get; }
}
