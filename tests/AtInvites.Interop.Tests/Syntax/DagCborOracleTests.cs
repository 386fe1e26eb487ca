using System.Text.Json;
using AtInvites.Interop.Tests.Lexicons;
using AtInvites.Syntax;

namespace AtInvites.Interop.Tests.Syntax;

/// <summary>Encodings and CIDs beside those of <c>@ipld/dag-cbor</c> and <c>multiformats</c>, byte by byte.</summary>
public sealed class DagCborOracleTests
{
    private const int Values = 20_000;
    private const int Seed = 20260821;

    private static readonly string[] Leaves =
    [
        "null", "true", "false", "0", "-1", "23", "24", "255", "256", "65536", "-4294967297", "9007199254740991",
        "-9007199254740991", "1.0", "1e3", "\"\"", "\"a\"", "\"é\"", "\"\\ud83d\\ude00\"", "\"\\u0000\"",
        "{\"$link\":\"bafyreigpyurggxtewq7sj7z74lftgsdr6n35tem4ow6gttb5d72nfoskl4\"}",
        "{\"$link\":\"bafkreibmouk2xbsme67iij6p4mwuxkeq4hlvejmewscud6fnyoh7ea2uqm\"}",
        "{\"$bytes\":\"\"}", "{\"$bytes\":\"AQ\"}", "{\"$bytes\":\"AQI=\"}", "{\"$bytes\":\"+/+/\"}",
    ];

    [Fact]
    public async Task Every_value_has_the_encoding_and_the_cid_that_the_reference_gives_it()
    {
        NodeOracle.RequireInstalled();
        var source = new TextSource(Seed);
        var texts = Enumerable.Range(0, Values).Select(_ => Make(source, depth: 5).ToString()).ToList();
        var answers = await NodeOracle.RunAsync(
            "oracle/dag-cbor.mjs", texts.Select(text => JsonSerializer.Serialize(text)), TestContext.Current.CancellationToken);

        Assert.Equal(Values, answers.Count);
        for (var i = 0; i < Values; i++)
        {
            using var document = JsonDocument.Parse(texts[i]);
            var block = DagCbor.Encode(document.RootElement);
            var expected = JsonElement.Parse(answers[i]);
            Assert.Equal(expected.GetProperty("cbor").GetString(), Convert.ToHexStringLower(block));
            Assert.Equal(expected.GetProperty("cid").GetString(), Cid.OfDagCbor(block).Value);
        }
    }

    private static JsonTree Make(TextSource source, int depth)
    {
        var kind = depth == 0 ? 0 : source.Below(4);
        if (kind < 2) return JsonTree.Of(source.Below(3) > 0 ? source.Pick(Leaves) : Number(source));
        var children = Enumerable.Range(0, source.Below(6)).Select(_ => Make(source, depth - 1)).ToList();
        if (kind == 2) return new() { Items = children };
        var names = new HashSet<string>();
        while (names.Count < children.Count) names.Add(source.Text("abz\u00e9\u4e2d$A0-", source.Below(5)));
        return new() { Members = [.. names.Zip(children, KeyValuePair.Create)] };
    }

    /// <summary>An integer that JavaScript keeps exact, of any magnitude.</summary>
    private static string Number(TextSource source)
    {
        var magnitude = (long)Math.Pow(2, source.Below(53)) - source.Below(3);
        return $"{(source.Below(2) == 0 ? magnitude : -magnitude)}";
    }
}
