using System.Security.Cryptography;
using AtInvites.Tests.Hosting;
using AtInvites.Tokens;
using Microsoft.AspNetCore.DataProtection;

namespace AtInvites.Tests.Tokens;

public sealed class CodeMintTests : IDisposable
{
    private readonly RandomNumberGenerator _random = RandomNumberGenerator.Create();
    private readonly TokenKeyRing _keys = new(new() { HashKey = HttpHost.Key });
    private readonly CodeSeal _seal = new(new EphemeralDataProtectionProvider());

    private CodeMint Mint => new(new("example.com"), _keys, _seal, _random);

    [Fact]
    public void A_new_code_is_found_by_its_hash_and_opens_for_its_row()
    {
        var minted = Mint.Create();

        Assert.True(_keys.TryHashCode(minted.Code.Reveal(), 0, out var hash));
        Assert.Equal((hash, _keys.CurrentKeyId), (minted.Hash, minted.KeyId));
        Assert.True(_seal.TryOpen(minted.Hash, minted.Sealed, out var opened));
        Assert.Equal(minted.Code, opened);
    }

    [Fact]
    public void A_thousand_new_codes_are_a_thousand_codes()
    {
        var codes = Enumerable.Range(0, 1000).Select(_ => Mint.Create()).ToList();

        Assert.Equal(1000, codes.DistinctBy(code => code.Code.Reveal()).Count());
        Assert.Equal(1000, codes.DistinctBy(code => code.Hash).Count());
    }

    [Fact]
    public void A_code_made_elsewhere_keeps_its_text_whatever_it_looks_like()
    {
        foreach (var text in (string[])["x", "Example-COM-AbCdE-fghij", "bsky social", "ключ-🎟", new('a', 512), new('é', 256)])
        {
            var taken = Mint.Take(new(text));
            Assert.True(_seal.TryOpen(taken.Hash, taken.Sealed, out var opened));
            Assert.Equal(text, opened.Reveal());
        }
    }

    [Fact]
    public void An_empty_code_and_one_over_512_bytes_are_refused()
    {
        foreach (var text in (string[])["", new('a', 513), new('é', 257)])
            Assert.Throws<ArgumentException>(() => Mint.Take(new(text)));
        Assert.Throws<ArgumentException>(() => Mint.Take(default));
    }

    [Fact]
    public void What_was_minted_prints_no_code()
    {
        var minted = Mint.Create();
        Assert.DoesNotContain(minted.Code.Reveal(), $"{minted} {minted.Code} {minted.Sealed}");
    }

    public void Dispose() => _random.Dispose();
}
