using System.Security.Cryptography;
using AtInvites.Tests.Hosting;
using AtInvites.Tokens;

namespace AtInvites.Tests.Tokens;

public sealed class TokenMintTests
{
    private static readonly TokenKeyRing Ring = new(new() { HashKey = HttpHost.Key });

    [Fact]
    public void A_hundred_thousand_tokens_are_all_different_and_every_bit_of_them_is_used()
    {
        using var random = RandomNumberGenerator.Create();
        var mint = new TokenMint(Ring, random);
        var (texts, hashes) = (new HashSet<string>(), new HashSet<TokenHash>());
        var (ones, zeros) = (new byte[32], Enumerable.Repeat((byte)0xFF, 32).ToArray());
        var secret = new byte[32];
        for (var i = 0; i < 100_000; i++)
        {
            Assert.True(hashes.Add(mint.Create(out var token)));
            Assert.True(texts.Add(token.Reveal()));
            Assert.True(TokenFormat.TryDecode(token.Reveal(), secret));
            for (var at = 0; at < secret.Length; at++)
            {
                ones[at] |= secret[at];
                zeros[at] &= secret[at];
            }
        }

        Assert.All(ones, value => Assert.Equal(0xFF, value));
        Assert.All(zeros, value => Assert.Equal(0, value));
    }

    [Fact]
    public void The_hash_is_that_of_the_secret_under_the_current_key()
    {
        using var random = RandomNumberGenerator.Create();
        var mint = new TokenMint(Ring, random);
        var hash = mint.Create(out var token);
        var secret = new byte[32];
        Assert.True(TokenFormat.TryDecode(token.Reveal(), secret));
        Assert.Equal(Ring.Hash(secret), hash);
        Assert.Equal(Ring.CurrentKeyId, mint.KeyId);
    }

    [Fact]
    public void Minting_allocates_the_text_and_nothing_else()
    {
        using var random = RandomNumberGenerator.Create();
        var mint = new TokenMint(Ring, random);
        const int rounds = 1000;
        for (var i = 0; i < rounds; i++) mint.Create(out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < rounds; i++) mint.Create(out _);
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / rounds;

        // A string of 43 characters: header, method table, length, text and terminator, rounded up to 8.
        Assert.InRange(each, 104, 112);
    }
}
