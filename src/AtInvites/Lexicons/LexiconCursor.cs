using System.Text.Json;
using AtInvites.Syntax;

namespace AtInvites.Lexicons;

/// <summary>A place in a lexicon document while it is read. Every complaint names the document and the place.</summary>
internal readonly struct LexiconCursor(LexiconCatalog catalog, string document, string path, JsonElement value)
{
    public string Document => document;

    public JsonElement Value => value;

    public LexiconException Fail(string problem) => new(document, path, problem);

    public LexiconCursor Child(string name) =>
        TryChild(name, out var child) ? child : throw Fail($"needs an object \"{name}\".");

    public bool TryChild(string name, out LexiconCursor child)
    {
        var found = value.TryGetProperty(name, out var inner);
        child = new(catalog, document, path.Length == 0 ? name : $"{path}/{name}", inner);
        if (found && inner.ValueKind != JsonValueKind.Object) throw child.Fail("must be an object.");
        return found;
    }

    public IEnumerable<(string Name, LexiconCursor Cursor)> Members()
    {
        foreach (var member in value.EnumerateObject()) yield return (member.Name, Child(member.Name));
    }

    public string Text(string name) => OptionalText(name) ?? throw Fail($"needs a string \"{name}\".");

    public string? OptionalText(string name) => Property(name, JsonValueKind.String)?.GetString();

    public bool Flag(string name) => OptionalFlag(name) ?? false;

    public bool? OptionalFlag(string name)
    {
        if (!value.TryGetProperty(name, out var flag)) return null;
        return flag.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? flag.GetBoolean() : throw Fail($"\"{name}\" must be a boolean.");
    }

    public long? Integer(string name)
    {
        if (Property(name, JsonValueKind.Number) is not { } number) return null;
        return IntegerSchema.TryRead(number, out var integer) ? integer : throw Fail($"\"{name}\" must be an integer.");
    }

    public int? Count(string name)
    {
        var count = Integer(name);
        return count is null or (>= 0 and <= int.MaxValue) ? (int?)count : throw Fail($"\"{name}\" must be a count, 0 or more.");
    }

    public string[]? Texts(string name) => List(name, JsonValueKind.String)?.Select(item => item.GetString()!).ToArray();

    public long[]? Integers(string name)
    {
        var self = this;
        return List(name, JsonValueKind.Number)?.Select(item => IntegerSchema.TryRead(item, out var integer)
            ? integer : throw self.Fail($"\"{name}\" must list integers.")).ToArray();
    }

    /// <summary>The values of an array, each of <paramref name="kind"/>; null when the array is absent.</summary>
    public IEnumerable<JsonElement>? List(string name, JsonValueKind kind)
    {
        if (Property(name, JsonValueKind.Array) is not { } list) return null;
        foreach (var item in list.EnumerateArray())
            if (item.ValueKind != kind) throw Fail($"\"{name}\" must hold {Name(kind)} values only.");
        return list.EnumerateArray();
    }

    public LexiconReference Reference(string target)
    {
        var hash = target.IndexOf('#', StringComparison.Ordinal);
        var isWellFormed = hash != target.Length - 1 && (hash == 0 || Nsid.TryParse(hash < 0 ? target : target[..hash], out _));
        return isWellFormed ? new(catalog, document, path, target)
            : throw Fail($"\"{target}\" is not a reference; write #name, an NSID or an NSID#name.");
    }

    private JsonElement? Property(string name, JsonValueKind kind)
    {
        if (!value.TryGetProperty(name, out var inner)) return null;
        return inner.ValueKind == kind ? inner : throw Fail($"\"{name}\" must be of type {Name(kind)}.");
    }

    private static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => "integer",
        JsonValueKind.Array => "array",
        _ => "object",
    };
}
