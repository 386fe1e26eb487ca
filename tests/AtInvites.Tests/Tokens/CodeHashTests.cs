using System.Security.Cryptography;
using System.Text;
using AtInvites.Tests.Hosting;
using AtInvites.Tokens;

namespace AtInvites.Tests.Tokens;

public sealed class CodeHashTests
{
    private static readonly byte[] Key = Convert.FromBase64String(HttpHost.Key);
    // Not zeros: HMAC fills a key up with zeros, so that 32 of them and 33 are one key.
    private static readonly string Former = Convert.ToBase64String([.. Enumerable.Repeat((byte)7, 33)]);

    private static TokenKeyRing Ring => new(new() { HashKey = HttpHost.Key });

    [Fact]
    public void A_code_that_is_a_token_too_has_another_hash_than_the_token()
    {
        using var random = RandomNumberGenerator.Create();
        var token = new TokenMint(Ring, random).Create(out var secret);
        var code = Hash(Ring, secret.Reveal());

        Assert.NotEqual(token, code);
        Assert.NotEqual(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(secret.Reveal())), code.ToArray());
    }

    [Fact]
    public void No_token_has_the_hash_of_a_code_of_any_length()
    {
        // What is hashed of a code must differ in length from what is hashed of a token: then no secret of a token can be it.
        var label = "AtInvites account invite code v1:"u8.ToArray();
        Assert.True(label.Length >= TokenFormat.SecretBytes);
        foreach (var length in (int[])[1, 8, 9, 10, 31, 32, 33, 512])
        {
            var code = new string('c', length);
            byte[] hashed = [.. label, .. Encoding.UTF8.GetBytes(code)];
            Assert.Equal(HMACSHA256.HashData(Key, hashed), Hash(Ring, code).ToArray());
        }
    }

    [Fact]
    public void A_code_is_matched_exactly_case_and_white_space_included()
    {
        const string Code = "example-com-abcde-fghij";
        string[] others =
        [
            "Example-com-abcde-fghij", "example-com-abcde-fghiJ", " " + Code, Code + " ", Code + "\0", "example.com-abcde-fghij",
            "example-com-abcdefghij", Code + Code,
        ];
        Assert.Equal(Hash(Ring, Code), Hash(Ring, new(Code.AsSpan())));
        Assert.All(others, other => Assert.NotEqual(Hash(Ring, Code), Hash(Ring, other)));
    }

    [Theory]
    [InlineData(0, 'a', false)]
    [InlineData(1, 'a', true)]
    [InlineData(512, 'a', true)]
    [InlineData(513, 'a', false)]
    [InlineData(256, 'é', true)]
    [InlineData(257, 'é', false)]
    [InlineData(1_000_000, 'a', false)]
    public void A_code_has_1_to_512_bytes_of_UTF_8(int length, char letter, bool isCode)
    {
        Assert.Equal(isCode, Ring.TryHashCode(new string(letter, length), 0, out var hash));
        Assert.Equal(isCode, hash != default);
    }

    [Fact]
    public void Where_there_is_a_key_no_code_is_looked_up_without_one()
    {
        Assert.Equal(1, Ring.CodeKeys);
        Assert.Equal(2, Ring.Count);
        Assert.Equal(1, new TokenKeyRing(new() { HashKey = HttpHost.Key, AcceptUnkeyed = false }).CodeKeys);
        Assert.Equal(1, new TokenKeyRing(new()).CodeKeys);
    }

    [Fact]
    public void Former_keys_are_looked_up_after_the_current_one()
    {
        var rotated = new TokenKeyRing(new() { HashKey = Former, FormerHashKeys = [HttpHost.Key] });

        Assert.Equal((2, 3), (rotated.CodeKeys, rotated.Count));
        Assert.True(rotated.TryHashCode("a-code", 1, out var former));
        Assert.Equal(Hash(Ring, "a-code"), former);
        Assert.NotEqual(former, Hash(rotated, "a-code"));
    }

    private static TokenHash Hash(TokenKeyRing ring, string code)
    {
        Assert.True(ring.TryHashCode(code, 0, out var hash));
        return hash;
    }
}
