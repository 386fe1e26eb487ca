using System.Security.Cryptography;
using AtInvites.Tokens;

namespace AtInvites.Tests.Tokens;

public sealed class CodeFormatTests
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    [Theory]
    [InlineData("example.com", 2, "example-com-")]
    [InlineData("PDS.Example.COM", 2, "pds-example-com-")]
    [InlineData("localhost", 3, "localhost-")]
    [InlineData("a-b.example.com", 10, "a-b-example-com-")]
    public void A_code_is_the_host_with_dashes_and_groups_of_five_letters_of_base32(string host, int groups, string prefix)
    {
        using var random = RandomNumberGenerator.Create();
        var format = new CodeFormat(host, groups);
        for (var i = 0; i < 1000; i++)
        {
            var code = format.Create(random).Reveal();
            Assert.StartsWith(prefix, code, StringComparison.Ordinal);
            var letters = code[prefix.Length..].Split('-');
            Assert.Equal(groups, letters.Length);
            Assert.All(letters, group => Assert.Equal(5, group.Length));
            Assert.All(string.Concat(letters), letter => Assert.Contains(letter, Alphabet));
        }
    }

    [Fact]
    public void Every_byte_of_the_generator_is_a_letter_and_every_letter_stands_for_eight_bytes()
    {
        using var bytes = new CountingBytes();
        var format = new CodeFormat("h", 2);
        var letters = string.Concat(Enumerable.Range(0, 128).Select(_ => format.Create(bytes).Reveal()[2..].Replace("-", "")));

        Assert.StartsWith(Alphabet, letters, StringComparison.Ordinal);
        Assert.All(Alphabet, letter => Assert.Equal(8, letters[..256].Count(one => one == letter)));
    }

    [Fact]
    public void Every_letter_is_as_likely_at_every_place()
    {
        const int Codes = 32_000;
        using var random = RandomNumberGenerator.Create();
        var format = new CodeFormat("h", 2);
        var counts = new int[10, 32];
        for (var i = 0; i < Codes; i++)
        {
            var letters = format.Create(random).Reveal()[2..].Replace("-", "");
            for (var place = 0; place < 10; place++) counts[place, Alphabet.IndexOf(letters[place])]++;
        }

        const double Expected = Codes / 32.0;
        for (var place = 0; place < 10; place++)
        {
            var chiSquare = Enumerable.Range(0, 32).Sum(letter => Math.Pow(counts[place, letter] - Expected, 2) / Expected);
            // 31 degrees of freedom: a uniform generator is over 110 once in 10^10 places.
            Assert.InRange(chiSquare, 1, 110);
        }
    }

    [Theory, InlineData(1), InlineData(0), InlineData(-1), InlineData(11)]
    public void Fewer_than_two_groups_or_more_than_ten_are_refused(int groups) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CodeFormat("example.com", groups));

    [Theory, InlineData(""), InlineData(null)]
    public void A_code_needs_a_host(string? host) =>
        Assert.ThrowsAny<ArgumentException>(() => new CodeFormat(host!));
}
