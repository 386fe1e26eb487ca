using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using AtInvites.Syntax;

namespace AtInvites.Lexicons;

/// <summary>The lexicon documents a host knows. Documents are added at start-up, in any order; reading is thread-safe.</summary>
public sealed class LexiconCatalog
{
    private readonly ConcurrentDictionary<string, LexiconDocument> _documents = new(StringComparer.Ordinal);

    /// <summary>A catalog with the documents of every method family in this library.</summary>
    public static LexiconCatalog CreateDefault()
    {
        var catalog = new LexiconCatalog();
        var assembly = typeof(LexiconCatalog).Assembly;
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (!name.EndsWith(".json", StringComparison.Ordinal)) continue;
            using var stream = assembly.GetManifestResourceStream(name)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            catalog.Add(content);
        }
        return catalog;
    }

    /// <summary>Reads and checks one document; throws <see cref="LexiconException"/> when it is wrong, or when its NSID is
    /// here already with another structure. The same structure again changes nothing; descriptions do not count.</summary>
    public void Add(ReadOnlyMemory<byte> utf8Json)
    {
        var document = LexiconDocumentReader.Read(this, utf8Json.Span);
        var known = _documents.GetOrAdd(document.Id.Value, document);
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
        var document = Document(method);
        var declared = document.Method ?? throw Fault(method, "has no method to take parameters.");
        var at = new LexiconCursor(this, method.Value, "defs/main/parameters/properties", JsonElement.Parse(propertiesJson));
        var more = at.Members().Select(member => declared.Parameters.IndexOf(member.Name) < 0
            ? new ObjectProperty(member.Name, SchemaReader.Parameter(member.Cursor), IsRequired: false, IsNullable: false)
            : throw member.Cursor.Fail("is declared already; leave it out."));
        var parameters = new ParamsSchema([.. declared.Parameters.Properties, .. more]);
        _documents[method.Value] = document.With(declared.With(parameters));
    }

    /// <summary>Lets a query whose document knows no pages take them: <c>limit</c>, 1 to <paramref name="most"/> and
    /// <paramref name="fallback"/> where it is absent, and <c>cursor</c>.</summary>
    internal void AddPaging(Nsid method, int fallback, int most) => AddParameters(method, $$"""
        {
          "limit": { "type": "integer", "minimum": 1, "maximum": {{most}}, "default": {{fallback}} },
          "cursor": { "type": "string" }
        }
        """);

    /// <summary>Whether a document with this NSID is here.</summary>
    public bool Contains(Nsid id) => _documents.ContainsKey(id.Value);

    /// <summary>The method that the document of this NSID defines; false when there is none.</summary>
    public bool TryGetMethod(Nsid id, [NotNullWhen(true)] out LexiconMethod? method)
    {
        method = _documents.GetValueOrDefault(id.Value)?.Method;
        return method is not null;
    }

    /// <summary>Throws <see cref="LexiconException"/> for the first reference, in any document, that leads nowhere.
    /// For start-up; otherwise such a reference throws when a value first needs it.</summary>
    public void CheckReferences()
    {
        foreach (var document in _documents.Values)
            foreach (var reference in document.References()) reference.Resolve();
    }

    internal LexiconSchema? Find(string fullName)
    {
        var (id, name) = LexiconReference.Split(fullName);
        return _documents.GetValueOrDefault(id)?.Definitions.GetValueOrDefault(name);
    }

    internal RecordSchema? FindRecord(Nsid collection) => Find(collection.Value) as RecordSchema;

    internal RecordSchema Record(Nsid collection) => FindRecord(collection)
        ?? throw Fault(collection, "defines no record in the catalog; add its document.");

    internal LexiconMethod Method(Nsid id, LexiconMethodKind? kind = null)
    {
        if (!TryGetMethod(id, out var method)) throw Fault(id, "defines no method in the catalog; add its document.");
        return kind is null || method.Kind == kind ? method : throw Fault(id, $"is a {method.Kind}, not a {kind}.");
    }

    private LexiconDocument Document(Nsid id) => _documents.GetValueOrDefault(id.Value)
        ?? throw Fault(id, "is not in the catalog; add its document.");

    private static LexiconException Fault(Nsid id, string problem) => new(id.Value, "", problem);
}
