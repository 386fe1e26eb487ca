using System.Collections.Frozen;
using System.Text.Json;
using AtInvites.Syntax;

namespace AtInvites.Lexicons;

/// <summary>One lexicon document, read and checked by itself.</summary>
internal sealed class LexiconDocument
{
    public required Nsid Id { get; init; }

    /// <summary>The named data types; a method or an empty document has no main among them.</summary>
    public required FrozenDictionary<string, LexiconSchema> Definitions { get; init; }

    public LexiconMethod? Method { get; init; }

    /// <summary>The document without its descriptions, to tell a repeated document from a conflicting one.</summary>
    public required JsonElement Structure { get; init; }

    /// <summary>Every reference in the document, in no particular order.</summary>
    public IEnumerable<LexiconReference> References()
    {
        var open = new Stack<LexiconSchema>(Definitions.Values.Concat(Method?.Schemas ?? []));
        while (open.TryPop(out var schema))
        {
            if (schema is RefSchema single) yield return single.Reference;
            if (schema is UnionSchema union)
                foreach (var reference in union.References) yield return reference;
            foreach (var child in schema.Children) open.Push(child);
        }
    }

    public LexiconDocument With(LexiconMethod method) =>
        new() { Id = Id, Definitions = Definitions, Method = method, Structure = Structure };
}
