using System.Buffers.Text;
using System.Security.Cryptography;
using AtInvites.Tokens;
using BenchmarkDotNet.Attributes;

namespace AtInvites.Benchmarks;

/// <summary>A token with its keyed hash, without the store, beside the three calls that a user would write.</summary>
[MemoryDiagnoser]
public class MintBenchmark
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private TokenMint _mint = null!;

    [GlobalSetup]
    public void Setup() =>
        _mint = new(new(new() { HashKey = Convert.ToBase64String(_key) }), RandomNumberGenerator.Create());

    [Benchmark(Baseline = true)]
    public string HandWritten()
    {
        Span<byte> secret = stackalloc byte[32];
        Span<byte> digest = stackalloc byte[32];
        RandomNumberGenerator.Fill(secret);
        var token = Base64Url.EncodeToString(secret);
        HMACSHA256.HashData(_key, secret, digest);
        return token;
    }

    [Benchmark]
    public TokenHash AtInvites() => _mint.Create(out _);
}
