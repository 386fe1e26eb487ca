using System.Text.Json;
using AtInvites.Syntax;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace AtInvites.Lexicons;

/// <summary>Checks values against the catalog. A value that does not fit is a <see cref="LexiconFault"/>; a method, record or
/// reference that the catalog lacks is a <see cref="LexiconException"/>: only the host can mend it. Thread-safe.</summary>
public sealed class LexiconValidator(LexiconCatalog catalog)
{
    private static readonly ObjectSchema AnyObject = new([]);

    /// <summary>The first fault of a procedure's body; null when it fits or the lexicon gives the body no schema.</summary>
    public LexiconFault? ValidateInput(Nsid method, JsonElement body) =>
        Validate(catalog.Method(method, LexiconMethodKind.Procedure).Input, body, "Input");

    /// <summary>The first fault of an answer's body; null when it fits or the lexicon gives the body no schema.</summary>
    public LexiconFault? ValidateOutput(Nsid method, JsonElement body) => Validate(catalog.Method(method).Output, body, "Output");

    /// <summary>The first fault of a record; its <c>$type</c> must be <paramref name="collection"/>.</summary>
    public LexiconFault? ValidateRecord(Nsid collection, JsonElement record) =>
        Validate(catalog.Record(collection), record, "Record");

    /// <summary>Whether the lexicon's <c>key</c> allows a record of this name.</summary>
    internal bool AllowsRecordKey(Nsid collection, RecordKey rkey) => catalog.Record(collection).Allows(rkey);

    /// <summary>The first fault of a value against a named definition ("main" for the document's own).</summary>
    public LexiconFault? Validate(Nsid nsid, string defName, JsonElement value)
    {
        var schema = catalog.Find($"{nsid.Value}#{defName}")
            ?? throw new LexiconException(nsid.Value, $"defs/{defName}", "is no data type in the catalog; add its document.");
        return Validate(schema, value, "Value");
    }

    /// <summary>Checks a procedure's body and opens it for reading. Only one of the two outs is meaningful.</summary>
    public bool TryRead(Nsid method, JsonElement body, out LexiconObject input, out LexiconFault fault)
    {
        var schema = catalog.Method(method, LexiconMethodKind.Procedure).Input
            ?? throw new LexiconException(method.Value, "defs/main/input", "has no schema to read a body by.");
        return TryRead(schema, body, "Input", out input, out fault);
    }

    /// <summary>Checks a record and opens it for reading. Only one of the two outs is meaningful.</summary>
    public bool TryReadRecord(Nsid collection, JsonElement record, out LexiconObject content, out LexiconFault fault)
    {
        return TryRead(catalog.Record(collection), record, "Record", out content, out fault);
    }

    /// <summary>Checks query parameters and opens them for reading. Names match in their exact case, as the pairs spell them;
    /// an <see cref="IQueryCollection"/> fits here but has already folded names that differ in case only. Undeclared names are
    /// ignored, an empty value counts as absent, and only an array may be given twice.</summary>
    public bool TryReadParameters(
        Nsid method,
        IEnumerable<KeyValuePair<string, StringValues>> pairs,
        out LexiconParameters parameters,
        out LexiconFault fault)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var schema = catalog.Method(method).Parameters;
        var gathered = schema.Gather(pairs);
        parameters = new(schema, gathered);
        var found = schema.Check(gathered);
        fault = found.GetValueOrDefault();
        return found is null;
    }

    /// <summary>The same for a request's query string, in which names that differ in case stay apart.</summary>
    public bool TryReadParameters(Nsid method, QueryString query, out LexiconParameters parameters, out LexiconFault fault)
    {
        var pairs = new List<KeyValuePair<string, StringValues>>();
        foreach (var pair in new QueryStringEnumerable(query.Value))
            pairs.Add(new(pair.DecodeName().ToString(), pair.DecodeValue().ToString()));
        return TryReadParameters(method, pairs, out parameters, out fault);
    }

    internal bool TryReadOutput(Nsid method, JsonElement body, out LexiconObject output, out LexiconFault fault) => TryRead(
        catalog.Method(method).Output ?? throw new LexiconException(method.Value, "defs/main/output", "has no schema."),
        body, "Output", out output, out fault);

    private static bool TryRead(
        LexiconSchema schema, JsonElement value, string root, out LexiconObject content, out LexiconFault fault)
    {
        var found = Validate(schema, value, root);
        fault = found.GetValueOrDefault();
        content = found is null ? new(value, schema.ObjectFor(value) ?? AnyObject) : default;
        return found is null;
    }

    private static LexiconFault? Validate(LexiconSchema? schema, JsonElement value, string root)
    {
        if (schema is null) return null;
        if (value.ValueKind == JsonValueKind.Undefined) return LexiconFault.Here("must be an object").Under(root);
        return (UnicodeText.Check(value) ?? schema.Check(value, 0))?.Under(root);
    }
}
