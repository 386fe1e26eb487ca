using AtInvites.Tokens;
using FsCheck;
using FsCheck.Fluent;

namespace AtInvites.Tests.Tokens;

public sealed class TokenHashTests
{
    // Few distinct bytes, so that equal prefixes and equal hashes come up.
    private static readonly Arbitrary<byte[]> Bytes =
        Gen.Elements<byte>(0, 1, 0x7F, 0x80, 0xFF).ArrayOf(TokenHash.Size).ToArbitrary();

    private static readonly Gen<int> Places = Gen.Choose(0, TokenHash.Size - 1);

    [Fact]
    public void Hashes_are_ordered_as_their_bytes_are() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll(Bytes, Places.Zip(Gen.Choose(0, 255)).ToArbitrary(), (left, change) =>
        {
            var right = left.ToArray();
            right[change.Item1] = (byte)change.Item2;
            var (a, b) = (new TokenHash(left), new TokenHash(right));
            var order = left.AsSpan().SequenceCompareTo(right);
            return Math.Sign(a.CompareTo(b)) == Math.Sign(order) && a.Equals(b) == (order == 0) && (a == b) == !(a != b)
                && Math.Sign(string.CompareOrdinal(a.ToHex(), b.ToHex())) == Math.Sign(order)
                && (order != 0 || a.GetHashCode() == b.GetHashCode());
        }));

    [Fact]
    public void Bytes_and_hex_come_back_as_they_were() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1000),
        Prop.ForAll(Bytes, bytes =>
        {
            var hash = new TokenHash(bytes);
            return hash.ToArray().SequenceEqual(bytes) && hash.ToHex() == Convert.ToHexStringLower(bytes)
                && hash.ToString() == hash.ToHex()
                && TokenHash.TryParseHex(hash.ToHex(), out var parsed) && parsed == hash && hash.Equals((object)parsed);
        }));

    [Fact]
    public void Every_single_bit_makes_another_hash()
    {
        var zero = default(TokenHash);
        Assert.Equal(new TokenHash(new byte[32]), zero);
        for (var bit = 0; bit < 256; bit++)
        {
            var bytes = new byte[32];
            bytes[bit / 8] = (byte)(1 << (bit % 8));
            Assert.NotEqual(zero, new TokenHash(bytes));
        }
    }

    [Fact]
    public void Only_64_lower_case_hex_digits_are_read()
    {
        var hex = new string('a', 64);
        string?[] odd =
        [
            null, "", hex[1..], hex + "a", hex[1..] + "A", hex[1..] + "g", " " + hex[1..], hex[1..] + "\n", "0x" + hex[2..],
            hex[1..] + "ａ",
        ];
        foreach (var text in odd) Assert.False(TokenHash.TryParseHex(text, out _), text);
        Assert.True(TokenHash.TryParseHex(hex, out _));
    }

    [Theory, InlineData(0), InlineData(31), InlineData(33)]
    public void Another_number_of_bytes_is_no_hash(int length) =>
        Assert.Throws<ArgumentException>(() => new TokenHash(new byte[length]));
}
