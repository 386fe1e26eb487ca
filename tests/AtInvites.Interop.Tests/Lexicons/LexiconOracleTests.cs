using System.Text.Json;
using AtInvites.Lexicons;

namespace AtInvites.Interop.Tests.Lexicons;

/// <summary>Every embedded lexicon, and invented ones with the rest of the language, against @atproto/lexicon and the query
/// coercion of @atproto/xrpc-server: verdict, path of the fault, and the value with its defaults.</summary>
public sealed class LexiconOracleTests(ITestOutputHelper output)
{
    private const int CasesEach = 20_000;
    private const int CasesOfEverything = 80_000;

    private readonly Dictionary<string, JsonElement> _documents = new(StringComparer.Ordinal);
    private readonly LexiconCatalog _catalog = LexiconCatalog.CreateDefault();
    private readonly HashSet<LexiconDisagreement> _used = [];
    private readonly Dictionary<string, (int Count, string Example)> _unexplained = [];

    [Fact]
    public async Task Values_are_judged_and_filled_as_by_the_reference()
    {
        NodeOracle.RequireInstalled();
        foreach (var text in EmbeddedTexts().Concat(FeatureDocuments.All)) Learn(text);
        foreach (var definition in Definitions()) Learn(Wrapped(definition.Id, definition.Name));
        _catalog.CheckReferences();
        var validator = new LexiconValidator(_catalog);
        foreach (var (lexicon, targets) in Targets())
        {
            var count = lexicon == "com.example.everything" ? CasesOfEverything : CasesEach;
            var cases = Cases(targets, new Random(Seed(lexicon)), count).ToList();
            var answers = await AskAsync(cases);
            var accepted = 0;
            for (var index = 0; index < cases.Count; index++)
            {
                var theirs = Verdict.OfReference(answers[index]);
                if (theirs.IsAccepted) accepted++;
                Compare(cases[index], Verdict.OfOurs(validator, cases[index]), theirs);
            }
            output.WriteLine($"{lexicon}: {cases.Count} cases, {100 * accepted / cases.Count} % valid");
            Assert.InRange(100 * accepted / cases.Count, 30, 80);
        }
        Assert.True(_unexplained.Count == 0,
            string.Join('\n', _unexplained.Values.Select(found => $"{found.Count} x {found.Example}").Take(30)));
        Assert.Empty(LexiconDisagreement.All.Where(known => !_used.Contains(known)).Select(known => known.Reason));
    }

    private void Compare(LexiconCase given, Verdict ours, Verdict theirs)
    {
        var isSame = ours.IsAccepted == theirs.IsAccepted
            && (ours.IsAccepted ? Comparison.Same(ours.Value!.Value, theirs.Value!.Value) : ours.Path == theirs.Path);
        if (isSame) return;
        if (Array.Find(LexiconDisagreement.All, known => known.Covers(given, ours, theirs)) is { } known)
        {
            _used.Add(known);
            return;
        }
        var key = $"{given.Kind} ours: {ours.Message} theirs: {theirs.Message}";
        var seen = _unexplained.TryGetValue(key, out var before) ? before
            : (0, $"{key} {given.Id} {given.Text} {ours.Value} {theirs.Value}");
        _unexplained[key] = (seen.Item1 + 1, seen.Item2);
    }

    private async Task<List<string>> AskAsync(List<LexiconCase> cases)
    {
        var documents = JsonSerializer.Serialize(new { documents = _documents.Values });
        var lines = cases.Select(given => given.ToLine()).Prepend(documents);
        var answers = await NodeOracle.RunAsync("oracle/lexicon.mjs", lines, TestContext.Current.CancellationToken);
        answers.RemoveAt(0);
        Assert.Equal(cases.Count, answers.Count);
        return answers;
    }

    private IEnumerable<LexiconCase> Cases(List<string> targets, Random random, int count)
    {
        var source = new LexiconCases(_documents, random);
        var kinds = targets.SelectMany(id => LexiconCases.Kinds(Main(id)).Select(kind => (id, kind))).ToList();
        for (var index = 0; index < count; index++)
            yield return source.Next(kinds[index % kinds.Count].id, kinds[index % kinds.Count].kind);
    }

    /// <summary>Each lexicon with the methods and records that exercise it: its own, or those that wrap its
    /// definitions.</summary>
    private IEnumerable<(string Lexicon, List<string> Targets)> Targets()
    {
        foreach (var id in _documents.Keys.Where(id => !id.StartsWith("com.example.wrap.", StringComparison.Ordinal)))
        {
            var wrapped = Definitions().Where(definition => definition.Id == id && !HasMain(id))
                .Select(definition => WrapId(id, definition.Name));
            yield return (id, HasMain(id) ? [id] : [.. wrapped]);
        }
    }

    private List<(string Id, string Name)> Definitions() => [.. _documents
        .Where(document => !HasMain(document.Key))
        .SelectMany(document => document.Value.GetProperty("defs").EnumerateObject()
            .Where(definition => definition.Value.GetProperty("type").GetString() != "token")
            .Select(definition => (document.Key, definition.Name)))];

    /// <summary>Whether its main definition is called or stored by itself.</summary>
    private bool HasMain(string id) =>
        _documents[id].GetProperty("defs").TryGetProperty("main", out var main) && LexiconCases.Kinds(main).Count > 0;

    private JsonElement Main(string id) => _documents[id].GetProperty("defs").GetProperty("main");

    private void Learn(string text)
    {
        var document = JsonElement.Parse(text);
        _documents.Add(document.GetProperty("id").GetString()!, document);
        _catalog.Add($"{text} ");
    }

    /// <summary>From the name, so that a new lexicon leaves the others' cases as they were.</summary>
    private static int Seed(string lexicon) => lexicon.Aggregate(17, (seed, letter) => unchecked((seed * 31) + letter));

    private static IEnumerable<string> EmbeddedTexts()
    {
        var assembly = typeof(LexiconCatalog).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".json", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }

    private static string WrapId(string id, string name) => $"com.example.wrap.{id.Split('.')[^1]}{name}";

    private static string Wrapped(string id, string name) => $$"""
        { "lexicon": 1, "id": "{{WrapId(id, name)}}", "defs": { "main": { "type": "procedure", "input": {
          "encoding": "application/json", "schema": { "type": "object", "required": ["it"],
          "properties": { "it": { "type": "ref", "ref": "{{id}}#{{name}}" } } } } } } }
        """;
}
