using System.Buffers.Binary;
using System.Security.Cryptography;
using AtInvites.Tokens;

namespace AtInvites.Tests.Tokens;

public sealed class SecretSourceTests : IDisposable
{
    private readonly NumberedBytes _random = new();

    [Fact]
    public void Bytes_are_given_in_the_order_in_which_they_were_drawn_and_each_once()
    {
        var source = new SecretSource(_random);
        for (var n = 1; n <= (3 * SecretSource.Batch) + 5; n++) Assert.Equal(n, Take(source));
        Assert.Equal(4, _random.Calls);
    }

    [Fact]
    public async Task Threads_are_given_different_bytes_and_none_are_lost()
    {
        const int Each = 20_000;
        var source = new SecretSource(_random);
        var given = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () => Enumerable.Range(0, Each).Select(_ => Take(source)).ToArray(), TestContext.Current.CancellationToken)));

        Assert.Equal(Enumerable.Range(1, 4 * Each).Select(n => (long)n), given.SelectMany(one => one).Order());
    }

    [Fact]
    public void What_was_given_is_zeroed_in_the_buffer_and_the_rest_waits()
    {
        var source = new SecretSource(_random);
        for (var given = 1; given <= SecretSource.Batch; given++)
        {
            Take(source);
            var numbers = _random.Filled.Chunk(TokenFormat.SecretBytes)
                .Select(bytes => BinaryPrimitives.ReadInt64LittleEndian(bytes));
            Assert.Equal(Enumerable.Range(1, SecretSource.Batch).Select(n => n <= given ? 0L : n), numbers);
        }
    }

    [Fact]
    public void After_a_draw_that_failed_nothing_of_it_is_given()
    {
        var source = new SecretSource(_random);
        for (var n = 0; n < SecretSource.Batch; n++) Take(source);
        _random.Failures = 2;
        Assert.Throws<CryptographicException>(() => Take(source));
        Assert.Throws<CryptographicException>(() => Take(source));

        // Two halves were written and given up.
        Assert.Equal((2 * SecretSource.Batch) + 1, Take(source));
    }

    [Fact]
    public void A_mint_draws_for_many_tokens_at_a_time_and_makes_each_of_its_own_bytes()
    {
        var mint = new TokenMint(new(new()), _random);
        var secret = new byte[TokenFormat.SecretBytes];
        for (var n = 1; n <= 2 * SecretSource.Batch; n++)
        {
            var hash = mint.Create(out var token);
            Assert.True(TokenFormat.TryDecode(token.Reveal(), secret));
            Assert.Equal(n, BinaryPrimitives.ReadInt64LittleEndian(secret));
            Assert.Equal(SHA256.HashData(secret), hash.ToArray());
        }

        Assert.Equal(2, _random.Calls);
    }

    public void Dispose() => _random.Dispose();

    private static long Take(SecretSource source)
    {
        Span<byte> secret = stackalloc byte[TokenFormat.SecretBytes];
        source.Take(secret);
        return BinaryPrimitives.ReadInt64LittleEndian(secret);
    }
}
