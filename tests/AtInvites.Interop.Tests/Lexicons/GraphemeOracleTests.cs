using System.Text.Json;
using AtInvites.Lexicons;

namespace AtInvites.Interop.Tests.Lexicons;

/// <summary>Grapheme counts against the reference's, which come from ICU.</summary>
public sealed class GraphemeOracleTests
{
    /// <summary>Pieces that the boundary rules of UAX #29 treat specially.</summary>
    private static readonly string[] Pieces =
    [
        "a", " ", "\r", "\n", "\t", "\u0000", "\u0301", "\u0308", "\u200d", "\u200c", "\ufe0f", "\u20e3", "1", "é", "€",
        "🍑", "👍", "🏽", "❤", "🔥", "👨", "👩", "👧", "🏴", "\U000e0067", "\U000e007f", "🇩", "🇪", "🇫",
        "ᄀ", "ᅡ", "ᆨ", "가", "각",
        "क", "्", "ष", "ि", "क्ष", "க", "ி", "ก", "ำ", "\u0600", "র", "্", "ক", "ക", "്", "ഷ", "ಕ", "್", "ಷ", "က", "္",
        "\u00ad", "©",
        "\u09be", "\u0d3e", "\u1780", "\u17d2", "\u1a60", "\u1a20", "\U00011144", "\U00011133", "\U000e0020", "㎏",
    ];

    [Fact]
    public async Task Grapheme_counts_are_the_references()
    {
        NodeOracle.RequireInstalled();
        var random = new Random(29);
        var texts = Enumerable.Range(0, 100_000)
            .Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => Samples.Pick(random, Pieces))))
            .ToList();
        var answers = await NodeOracle.RunAsync(
            "oracle/graphemes.mjs", texts.Select(text => JsonSerializer.Serialize(text)), TestContext.Current.CancellationToken);
        var different = texts.Zip(answers, (text, answer) => (text, theirs: int.Parse(answer, null)))
            .Where(pair => GraphemeClusters.Count(pair.text) != pair.theirs)
            .Select(pair =>
                $"{JsonSerializer.Serialize(pair.text)} ours {GraphemeClusters.Count(pair.text)} theirs {pair.theirs}")
            .OrderBy(line => line.Length).ToList();
        Assert.True(different.Count == 0, $"{different.Count}\n{string.Join('\n', different.Take(40))}");
    }
}
