using System.Globalization;
using System.Text.Json;

namespace AtInvites.Interop.Tests.Lexicons;

/// <summary>Makes values that fit a schema by construction, near its bounds.</summary>
internal sealed class ValueMaker(Dictionary<string, JsonElement> documents, Random random)
{
    public JsonTree Make(JsonElement schema, string document, int depth = 0) => schema.GetProperty("type").GetString() switch
    {
        "boolean" => JsonTree.Of(Const(schema) ?? (random.Next(2) == 0 ? "true" : "false")),
        "integer" => Integer(schema),
        "string" => JsonTree.Text(Text(schema)),
        "bytes" => Bytes(schema),
        "cid-link" => JsonTree.Object(("$link", JsonTree.Text(Samples.Pick(random, Samples.Valid["cid"])))),
        "blob" => Blob(),
        "array" => Array(schema, document, depth),
        "object" => Object(schema, document, depth),
        "record" => Object(schema.GetProperty("record"), document, depth, ("$type", JsonTree.Text(document))),
        "ref" => Referred(schema.GetProperty("ref").GetString()!, document, depth),
        "union" => Union(schema, document, depth),
        "unknown" => JsonTree.Object(("any", JsonTree.Of("[1,{\"thing\":null}]"))),
        var type => throw new InvalidOperationException($"no value for {type}"),
    };

    public string Text(JsonElement schema)
    {
        if (schema.TryGetProperty("const", out var only)) return only.GetString()!;
        if (schema.TryGetProperty("enum", out var closed)) return closed[random.Next(closed.GetArrayLength())].GetString()!;
        if (schema.TryGetProperty("format", out var format)) return Samples.Pick(random, Samples.Valid[format.GetString()!]);
        if (schema.TryGetProperty("knownValues", out var known) && random.Next(4) > 0)
            return known[random.Next(known.GetArrayLength())].GetString()!;
        var least = Math.Max(Count(schema, "minLength", 0), Count(schema, "minGraphemes", 0));
        var most = Math.Min(Count(schema, "maxLength", 600), Count(schema, "maxGraphemes", 600));
        var length = random.Next(5) switch { 0 => least, 1 => most, _ => random.Next(least, Math.Min(most, least + 12) + 1) };
        return random.Next(4) > 0 || !schema.TryGetProperty("maxLength", out _)
            ? new string((char)random.Next('a', 'z'), length) : Samples.OfBytes(random, length, least);
    }

    public static int Count(JsonElement schema, string name, int otherwise) =>
        schema.TryGetProperty(name, out var value) ? value.GetInt32() : otherwise;

    private static string? Const(JsonElement schema) => schema.TryGetProperty("const", out var value) ? value.GetRawText() : null;

    private JsonTree Integer(JsonElement schema)
    {
        if (Const(schema) is { } only) return JsonTree.Of(only);
        if (schema.TryGetProperty("enum", out var closed))
            return JsonTree.Of(closed[random.Next(closed.GetArrayLength())].GetRawText());
        var least = schema.TryGetProperty("minimum", out var minimum) ? minimum.GetInt64() : -9007199254740991;
        var most = schema.TryGetProperty("maximum", out var maximum) ? maximum.GetInt64() : 9007199254740991;
        var number = random.Next(6) switch
        {
            0 => least,
            1 => most,
            2 => Math.Clamp(random.Next(3) - 1, least, most),
            _ => random.NextInt64(least, most),
        };
        var text = number.ToString(CultureInfo.InvariantCulture);
        return JsonTree.Of(random.Next(12) switch { 0 => text + ".0", 1 => text + "e0", 2 => text + ".00E+0", _ => text });
    }

    private JsonTree Bytes(JsonElement schema)
    {
        var bytes = new byte[random.Next(Count(schema, "minLength", 0), Count(schema, "maxLength", 20) + 1)];
        random.NextBytes(bytes);
        var text = Convert.ToBase64String(bytes);
        return JsonTree.Object(("$bytes", JsonTree.Text(random.Next(2) == 0 ? text : text.TrimEnd('='))));
    }

    private JsonTree Blob() => random.Next(5) == 0
        ? JsonTree.Object(("cid", JsonTree.Text(Samples.Valid["cid"][0])), ("mimeType", JsonTree.Text("image/png")))
        : JsonTree.Object(
            ("$type", JsonTree.Text("blob")),
            ("ref", JsonTree.Object(("$link", JsonTree.Text(Samples.Valid["cid"][0])))),
            ("mimeType", JsonTree.Text(random.Next(2) == 0 ? "image/png" : "application/json")),
            ("size", JsonTree.Of(random.Next(1001).ToString(CultureInfo.InvariantCulture))));

    private JsonTree Array(JsonElement schema, string document, int depth)
    {
        var least = Count(schema, "minLength", 0);
        var most = Count(schema, "maxLength", least + 3);
        var length = depth > 6 ? least : random.Next(least, most + 1);
        var items = Enumerable.Range(0, length).Select(_ => Make(schema.GetProperty("items"), document, depth + 1));
        return new() { Items = [.. items] };
    }

    private JsonTree Object(JsonElement schema, string document, int depth, params (string, JsonTree)[] first)
    {
        var tree = JsonTree.Object(first);
        var required = Names(schema, "required");
        var nullable = Names(schema, "nullable");
        foreach (var property in schema.GetProperty("properties").EnumerateObject())
        {
            var isOptional = !required.Contains(property.Name) || property.Value.TryGetProperty("default", out _);
            if (isOptional && (depth > 4 || random.Next(3) == 0)) continue;
            var value = nullable.Contains(property.Name) && random.Next(3) == 0
                ? JsonTree.Of("null") : Make(property.Value, document, depth + 1);
            tree.Members!.Add(new(property.Name, value));
        }
        if (random.Next(8) == 0) tree.Members!.Add(new("extra" + random.Next(3), JsonTree.Of("[null,{\"é\":1}]")));
        if (random.Next(3) == 0) tree.Members!.Sort((left, right) => string.CompareOrdinal(right.Key, left.Key));
        return tree;
    }

    private JsonTree Referred(string target, string document, int depth)
    {
        var parts = (target.StartsWith('#') ? document + target : target).Split('#');
        var schema = documents[parts[0]].GetProperty("defs").GetProperty(parts.Length > 1 ? parts[1] : "main");
        return schema.GetProperty("type").GetString() == "token"
            ? JsonTree.Text(string.Join('#', parts))
            : Make(schema, parts[0], depth);
    }

    private JsonTree Union(JsonElement schema, string document, int depth)
    {
        var references = schema.GetProperty("refs");
        var isClosed = schema.TryGetProperty("closed", out var closed) && closed.GetBoolean();
        if (!isClosed && random.Next(5) == 0)
            return JsonTree.Object(("$type", JsonTree.Text("com.example.not.here")), ("a", JsonTree.Of("1")));
        var target = references[random.Next(references.GetArrayLength())].GetString()!;
        var tree = Referred(target, document, depth);
        var name = target.StartsWith('#') ? document + target : target;
        if (tree.Members!.All(member => member.Key != "$type")) tree.Members!.Insert(0, new("$type", JsonTree.Text(name)));
        return tree;
    }

    private static string[] Names(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];
}
