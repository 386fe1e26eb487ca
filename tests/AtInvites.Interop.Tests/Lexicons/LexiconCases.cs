using System.Globalization;
using System.Text.Json;

namespace AtInvites.Interop.Tests.Lexicons;

/// <summary>Seeded cases for one definition: about half fit by construction, the others have one or two changes.</summary>
internal sealed class LexiconCases(Dictionary<string, JsonElement> documents, Random random)
{
    private readonly ValueMaker _maker = new(documents, random);
    private readonly ValueBreaker _breaker = new(random);

    /// <summary>The kinds of case that a document's main definition has.</summary>
    public static List<string> Kinds(JsonElement main) => main.GetProperty("type").GetString() switch
    {
        "record" => ["record"],
        _ => [.. new[] { "input", "output", "parameters" }.Where(part => main.TryGetProperty(part, out _))
            .Select(part => part == "parameters" ? "params" : part)],
    };

    public LexiconCase Next(string id, string kind)
    {
        var main = documents[id].GetProperty("defs").GetProperty("main");
        if (kind == "params") return new(kind, id, Query(main.GetProperty("parameters").GetProperty("properties")));
        var schema = kind == "record" ? main : main.GetProperty(kind).GetProperty("schema");
        var tree = _maker.Make(schema, id);
        if (random.Next(100) < 60)
            for (var changes = random.Next(8) == 0 ? 2 : 1; changes > 0; changes--) _breaker.Break(tree);
        return new(kind, id, tree.ToString());
    }

    private string Query(JsonElement properties)
    {
        var pairs = new List<string>();
        var changes = random.Next(100) < 80 ? random.Next(1, 3) : 0;
        foreach (var property in properties.EnumerateObject())
        {
            if (random.Next(4) == 0) continue;
            var isArray = property.Value.GetProperty("type").GetString() == "array";
            var schema = isArray ? property.Value.GetProperty("items") : property.Value;
            for (var left = isArray ? random.Next(0, 4) : 1; left > 0; left--)
                pairs.Add($"{property.Name}={Uri.EscapeDataString(Scalar(schema))}");
        }
        for (; changes > 0; changes--) Break(pairs, [.. properties.EnumerateObject().Select(property => property.Name)]);
        return pairs.Count == 0 ? "" : "?" + string.Join('&', pairs);
    }

    private string Scalar(JsonElement schema) => schema.GetProperty("type").GetString() switch
    {
        "integer" => random.Next(
            ValueMaker.Count(schema, "minimum", -1000), ValueMaker.Count(schema, "maximum", 1000) + 1)
                .ToString(CultureInfo.InvariantCulture),
        "boolean" => random.Next(2) == 0 ? "true" : "false",
        "unknown" => "anything",
        _ => _maker.Text(schema),
    };

    private void Break(List<string> pairs, string[] names)
    {
        var name = Samples.Pick(random, names);
        var odd = Samples.Pick(random, random.Next(2) == 0 ? Samples.BadTexts : Samples.OddLeaves);
        switch (random.Next(5))
        {
            case 0 when pairs.Count > 0:
                pairs.RemoveAt(random.Next(pairs.Count));
                break;
            case 1:
                pairs.Add(Samples.Pick(random,
                    ["extra=1", name.ToUpperInvariant() + "=1", name, name + "=", "=", "&", "%C3%A9=%C3%A9"]));
                break;
            case 2:
                pairs.RemoveAll(pair => pair.StartsWith(name + "=", StringComparison.Ordinal));
                pairs.Add($"{name}={Samples.Pick(random, Samples.QueryTexts)}");
                break;
            case 3 when pairs.Count > 0:
                pairs.Add(pairs[random.Next(pairs.Count)]);
                break;
            default:
                pairs.RemoveAll(pair => pair.StartsWith(name + "=", StringComparison.Ordinal));
                pairs.Add($"{name}={Uri.EscapeDataString(odd)}");
                break;
        }
    }
}
