using System.Globalization;
using System.Text;

namespace AtInvites.Interop.Tests.Syntax;

/// <summary>Compares a validator with the reference's over seeded strings, one by one.</summary>
internal static class FormatOracle
{
    private const int Strings = 100_000;
    private const int Seed = 20260701;

    /// <summary>Fails on differences that no entry of <paramref name="listed"/> covers, on an entry that covers none (it would
    /// be out of date), and where fewer than a fifth of the strings are valid (the comparison would prove little).</summary>
    public static async Task CompareAsync(
        string format, Validator ours, Func<FormatSamples, string> sample, params Disagreement[] listed)
    {
        NodeOracle.RequireInstalled();
        var texts = Generate(sample);
        var answers = await NodeOracle.RunAsync(
            $"oracle/syntax.mjs {format}", texts.Select(Quote), TestContext.Current.CancellationToken);
        Assert.Equal(texts.Count, answers.Count);
        var seen = new HashSet<Disagreement>();
        var differences = new List<string>();
        for (var i = 0; i < texts.Count; i++)
        {
            var accepted = ours(texts[i]);
            if (accepted == (answers[i] == "true")) continue;
            var known = listed.FirstOrDefault(entry => entry.WeAccept == accepted && entry.Covers(texts[i]));
            if (known is not null) seen.Add(known);
            else differences.Add($"only {(accepted ? "we accept" : "the reference accepts")} {Quote(texts[i])}");
        }

        var report = $"{format}: {differences.Count} differences\n{string.Join('\n', differences.Take(40))}";
        Assert.True(differences.Count == 0, report);
        Assert.Equal(listed.Select(entry => entry.Decides), listed.Where(seen.Contains).Select(entry => entry.Decides));
        Assert.InRange(answers.Count(answer => answer == "true"), Strings / 5, Strings * 4 / 5);
    }

    private static List<string> Generate(Func<FormatSamples, string> sample)
    {
        var source = new TextSource(Seed);
        var samples = new FormatSamples(source);
        var mutations = new Mutations(source);
        var texts = new List<string>(Strings);
        while (texts.Count < Strings)
        {
            var valid = sample(samples);
            texts.Add(source.Below(20) switch
            {
                < 7 => valid,
                < 19 => mutations.Apply(valid, 1 + source.Below(3)),
                _ => source.Text(Mutations.Awkward, source.Below(40)),
            });
        }

        return texts;
    }

    // Escapes every UTF-16 unit that is not printable ASCII, so that Node sees lone surrogates too.
    private static string Quote(string text)
    {
        var json = new StringBuilder("\"", text.Length + 2);
        foreach (var unit in text)
        {
            if (unit is '"' or '\\') json.Append('\\').Append(unit);
            else if (unit is >= ' ' and <= '~') json.Append(unit);
            else json.Append("\\u").Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture));
        }

        return json.Append('"').ToString();
    }
}
