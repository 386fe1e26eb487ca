using AtInvites.Tokens;
using FsCheck;
using FsCheck.Fluent;

namespace AtInvites.Tests.Tokens;

public sealed class TokenFormatTests
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static readonly Arbitrary<byte[]> Secrets =
        Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(TokenFormat.SecretBytes).ToArbitrary();

    [Fact]
    public void Any_32_bytes_come_back_as_they_were() => Hold(Prop.ForAll(Secrets, secret =>
    {
        var decoded = new byte[TokenFormat.SecretBytes];
        var text = TokenFormat.Encode(secret);
        return text.Length == TokenFormat.Length && TokenFormat.TryDecode(text, decoded) && decoded.SequenceEqual(secret);
    }));

    [Fact]
    public void Any_one_character_changed_is_another_token_or_none()
    {
        var changes = Gen.Choose(0, TokenFormat.Length - 1).Zip(Gen.Choose(0, 0x24F).Select(unit => (char)unit)).ToArbitrary();
        Hold(Prop.ForAll(Secrets, changes, (secret, change) =>
        {
            var text = TokenFormat.Encode(secret).ToCharArray();
            if (text[change.Item1] == change.Item2) return true;
            text[change.Item1] = change.Item2;
            var decoded = new byte[TokenFormat.SecretBytes];
            if (!TokenFormat.TryDecode(text, decoded)) return true;
            return !decoded.SequenceEqual(secret) && TokenFormat.Encode(decoded) == new string(text);
        }));
    }

    [Fact]
    public void Only_the_last_characters_without_spare_bits_end_a_token()
    {
        var decoded = new byte[TokenFormat.SecretBytes];
        for (var i = 0; i < Alphabet.Length; i++)
            Assert.Equal(i % 4 == 0, TokenFormat.TryDecode(new string('A', 42) + Alphabet[i], decoded));
    }

    [Fact]
    public void Every_character_outside_the_alphabet_is_refused_everywhere()
    {
        var decoded = new byte[TokenFormat.SecretBytes];
        for (var unit = 0; unit <= char.MaxValue; unit++)
        {
            foreach (var at in new[] { 0, 21, 41, 42 })
            {
                var text = new string('A', TokenFormat.Length).ToCharArray();
                text[at] = (char)unit;
                var isLetter = Alphabet.Contains((char)unit) && (at < 42 || Alphabet.IndexOf((char)unit) % 4 == 0);
                Assert.Equal(isLetter, TokenFormat.TryDecode(text, decoded));
            }
        }
    }

    [Theory]
    [InlineData(""), InlineData("A"), InlineData("="), InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=A"), InlineData(" AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"), InlineData("AAAAAAAAAAAAAAAAAAAA AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAA\r\nAAAAAAAAAAAAAAAAAAAAA"), InlineData("AAAA\tAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("+AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), InlineData("/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Another_length_padding_white_space_or_alphabet_is_no_token(string text) =>
        Assert.False(TokenFormat.TryDecode(text, new byte[TokenFormat.SecretBytes]));

    [Theory, InlineData(0), InlineData(31), InlineData(33)]
    public void Another_number_of_bytes_cannot_be_encoded(int length) =>
        Assert.Throws<ArgumentException>(() => TokenFormat.Encode(new byte[length]));

    private static void Hold(Property property) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), property);
}
