using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using AtInvites.Syntax;

namespace AtInvites.Lexicons;

/// <summary>The lexicon documents a host knows. Documents are added at start-up, in any order; reading is thread-safe.</summary>
public sealed class LexiconCatalog
{
    private readonly ConcurrentDictionary<string, LexiconDocument> _documents = new(StringComparer.Ordinal);

    // Read when something first asks for them: a host starts sooner, and what they hold is under test.
    private readonly FrozenSet<string> _embedded;
    private readonly Dictionary<string, string> _moreParameters = new(StringComparer.Ordinal);

    /// <summary>An empty catalog.</summary>
    public LexiconCatalog() => _embedded = [];

    private LexiconCatalog(FrozenSet<string> embedded) => _embedded = embedded;

    /// <summary>A catalog with the documents of every method family in this library.</summary>
    public static LexiconCatalog CreateDefault() => new(EmbeddedDocuments.Ids);

    /// <summary>Reads and checks one document; throws <see cref="LexiconException"/> when it is wrong, or when its NSID is
    /// here already with another structure. The same structure again changes nothing; descriptions do not count.</summary>
    public void Add(ReadOnlyMemory<byte> utf8Json)
    {
        var document = LexiconDocumentReader.Read(this, utf8Json.Span);
        var known = Known(document.Id.Value) ?? _documents.GetOrAdd(document.Id.Value, document);
        if (known != document && !JsonElement.DeepEquals(known.Structure, document.Structure))
            throw Fault(document.Id, "is in the catalog already with another structure; keep one of the two.");
    }

    /// <inheritdoc cref="Add(ReadOnlyMemory{byte})"/>
    public void Add(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        Add(Encoding.UTF8.GetBytes(json));
    }

    /// <summary>Lets a method take more query parameters than its document says. <paramref name="propertiesJson"/> is what
    /// stands under "properties" of a params definition; none of its names may be declared already.</summary>
    public void AddParameters(Nsid method, string propertiesJson)
    {
        ArgumentNullException.ThrowIfNull(propertiesJson);
        _documents[method.Value] = WithParameters(Document(method), propertiesJson);
    }

    /// <summary>Lets a query whose document knows no pages take them: <c>limit</c>, 1 to <paramref name="most"/> and
    /// <paramref name="fallback"/> where it is absent, and <c>cursor</c>.</summary>
    internal void AddPaging(Nsid method, int fallback, int most)
    {
        var more = $$"""
            {
              "limit": { "type": "integer", "minimum": 1, "maximum": {{most}}, "default": {{fallback}} },
              "cursor": { "type": "string" }
            }
            """;
        if (_embedded.Contains(method.Value) && !_documents.ContainsKey(method.Value)) _moreParameters.Add(method.Value, more);
        else AddParameters(method, more);
    }

    /// <summary>Whether a document with this NSID is here.</summary>
    public bool Contains(Nsid id) => _documents.ContainsKey(id.Value) || _embedded.Contains(id.Value);

    /// <summary>The method that the document of this NSID defines; false when there is none.</summary>
    public bool TryGetMethod(Nsid id, [NotNullWhen(true)] out LexiconMethod? method)
    {
        method = Known(id.Value)?.Method;
        return method is not null;
    }

    /// <summary>Throws <see cref="LexiconException"/> for the first reference, in any document, that leads nowhere.
    /// For start-up; otherwise such a reference throws when a value first needs it.</summary>
    public void CheckReferences()
    {
        foreach (var id in _embedded) Known(id);
        CheckReferencesRead();
    }

    /// <summary>The same for the documents that were added, and for what was read of the library's own.</summary>
    internal void CheckReferencesRead()
    {
        foreach (var document in _documents.Values)
            foreach (var reference in document.References()) reference.Resolve();
    }

    internal LexiconSchema? Find(string fullName)
    {
        var (id, name) = LexiconReference.Split(fullName);
        return Known(id)?.Definitions.GetValueOrDefault(name);
    }

    internal RecordSchema? FindRecord(Nsid collection) => Find(collection.Value) as RecordSchema;

    internal RecordSchema Record(Nsid collection) => FindRecord(collection)
        ?? throw Fault(collection, "defines no record in the catalog; add its document.");

    internal LexiconMethod Method(Nsid id, LexiconMethodKind? kind = null)
    {
        if (!TryGetMethod(id, out var method)) throw Fault(id, "defines no method in the catalog; add its document.");
        return kind is null || method.Kind == kind ? method : throw Fault(id, $"is a {method.Kind}, not a {kind}.");
    }

    private LexiconDocument Document(Nsid id) => Known(id.Value) ?? throw Fault(id, "is not in the catalog; add its document.");

    private LexiconDocument? Known(string id)
    {
        if (_documents.TryGetValue(id, out var known) || !_embedded.Contains(id)) return known;
        var document = LexiconDocumentReader.Read(this, EmbeddedDocuments.Read(id));
        if (_moreParameters.TryGetValue(id, out var more)) document = WithParameters(document, more);
        return _documents.GetOrAdd(id, document);
    }

    private LexiconDocument WithParameters(LexiconDocument document, string propertiesJson)
    {
        var declared = document.Method ?? throw Fault(document.Id, "has no method to take parameters.");
        var properties = JsonElement.Parse(propertiesJson);
        var at = new LexiconCursor(this, document.Id.Value, "defs/main/parameters/properties", properties);
        var more = at.Members().Select(member => declared.Parameters.IndexOf(member.Name) < 0
            ? new ObjectProperty(member.Name, SchemaReader.Parameter(member.Cursor), IsRequired: false, IsNullable: false)
            : throw member.Cursor.Fail("is declared already; leave it out."));
        var parameters = new ParamsSchema([.. declared.Parameters.Properties, .. more]);
        return document.With(declared.With(parameters));
    }

    private static LexiconException Fault(Nsid id, string problem) => new(id.Value, "", problem);
}
