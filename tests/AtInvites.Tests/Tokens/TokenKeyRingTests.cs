using System.Security.Cryptography;
using AtInvites.Tokens;

namespace AtInvites.Tests.Tokens;

public sealed class TokenKeyRingTests
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly byte[] Key = [.. Enumerable.Range(100, 32).Select(i => (byte)i)];
    private static readonly byte[] Former = [.. Enumerable.Range(200, 48).Select(i => (byte)i)];

    [Fact]
    public void With_a_key_the_hash_is_HMAC_SHA_256_also_when_it_is_asked_again()
    {
        var ring = new TokenKeyRing(new() { HashKey = Convert.ToBase64String(Key) });
        for (var i = 0; i < 3; i++) Assert.Equal(HMACSHA256.HashData(Key, Secret), ring.Hash(Secret).ToArray());
        Assert.True(ring.IsKeyed);
    }

    [Fact]
    public void Without_a_key_the_hash_is_SHA_256_and_there_is_one()
    {
        var ring = new TokenKeyRing(new());
        Assert.Equal(SHA256.HashData(Secret), ring.Hash(Secret).ToArray());
        Assert.Equal((1, false, "sha256"), (ring.Count, ring.IsKeyed, ring.CurrentKeyId));
    }

    [Fact]
    public void Current_former_and_no_key_are_looked_up_in_this_order()
    {
        var options = new TokenOptions
        {
            HashKey = Convert.ToBase64String(Key),
            FormerHashKeys = [Convert.ToBase64String(Former)],
        };
        var ring = new TokenKeyRing(options);
        Assert.Equal(3, ring.Count);
        Assert.Equal(HMACSHA256.HashData(Key, Secret), ring.Hash(Secret, 0).ToArray());
        Assert.Equal(HMACSHA256.HashData(Former, Secret), ring.Hash(Secret, 1).ToArray());
        Assert.Equal(SHA256.HashData(Secret), ring.Hash(Secret, 2).ToArray());
        options.AcceptUnkeyed = false;
        Assert.Equal(2, new TokenKeyRing(options).Count);
    }

    [Fact]
    public void A_key_id_is_the_same_for_the_same_key_and_shows_nothing_of_it()
    {
        var id = new TokenKeyRing(new() { HashKey = Convert.ToBase64String(Key) }).CurrentKeyId;
        Assert.Equal(id, new TokenKeyRing(new() { HashKey = Convert.ToBase64String(Key) }).CurrentKeyId);
        Assert.NotEqual(id, new TokenKeyRing(new() { HashKey = Convert.ToBase64String(Former) }).CurrentKeyId);
        Assert.Equal(8, id.Length);
        Assert.All(id, digit => Assert.True(char.IsAsciiHexDigitLower(digit)));
        Assert.DoesNotContain(id, Convert.ToHexStringLower(Key));
    }

    [Fact]
    public void A_key_may_be_base64_or_base64url_with_and_without_padding()
    {
        byte[] key = [.. Enumerable.Repeat((byte)0xFB, 32)];
        var text = Convert.ToBase64String(key);
        var url = text.Replace('+', '-').Replace('/', '_');
        foreach (var form in new[] { text, url, text.TrimEnd('='), url.TrimEnd('='), $" {text}\n" })
            Assert.Equal(HMACSHA256.HashData(key, Secret), new TokenKeyRing(new() { HashKey = form }).Hash(Secret).ToArray());
    }

    [Theory, InlineData(""), InlineData("x"), InlineData("!"), InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("é")]
    public void A_key_that_is_short_or_no_base64_is_refused_without_being_shown(string key)
    {
        var fault = Assert.Throws<ArgumentException>(() => new TokenKeyRing(new() { HashKey = key }));
        Assert.Contains("Tokens:HashKey", fault.Message);
        if (key.Length > 1) Assert.DoesNotContain(key, fault.Message);
    }

    [Fact]
    public async Task Many_threads_get_the_same_hash()
    {
        var ring = new TokenKeyRing(new() { HashKey = Convert.ToBase64String(Key) });
        var expected = ring.Hash(Secret);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () =>
            {
                for (var i = 0; i < 5000; i++) Assert.Equal(expected, ring.Hash(Secret));
            },
            TestContext.Current.CancellationToken)));
    }
}
