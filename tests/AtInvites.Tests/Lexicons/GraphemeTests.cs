using AtInvites.Lexicons;

namespace AtInvites.Tests.Lexicons;

/// <summary>User-perceived characters, by the rules of UAX #29.</summary>
public sealed class GraphemeTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("\r\n", 1)]
    [InlineData("e\u0301\u0302", 1)]
    [InlineData("👩‍👩‍👧‍👦", 1)]
    [InlineData("👍🏽", 1)]
    [InlineData("❤️‍🔥", 1)]
    [InlineData("🇩🇪🇫🇷", 2)]
    [InlineData("🇩🇪🇫", 2)]
    [InlineData("1️⃣", 1)]
    [InlineData("각", 1)]
    [InlineData("நி", 1)]
    [InlineData("กำ", 1)]
    [InlineData("क्ष", 1)]
    [InlineData("क्\u200dष", 1)]
    [InlineData("क्\u200cष", 2)]
    [InlineData("क्षक्ष", 2)]
    [InlineData("ಕ್ಷ", 2)]
    [InlineData("a\u200cb", 2)]
    public void Clusters_are_counted(string text, int count) => Assert.Equal(count, GraphemeClusters.Count(text));

    [Fact]
    public void The_tables_ascend()
    {
        foreach (var table in IndicConjuncts.Tables)
            Assert.Equal(table.Order(), table);
    }
}
