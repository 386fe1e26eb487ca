using System.Security.Cryptography;
using AtInvites.Tokens;
using BenchmarkDotNet.Attributes;

namespace AtInvites.Benchmarks;

/// <summary>The keyed hash of a token beside .NET's one-shot calls.</summary>
[MemoryDiagnoser]
public class HashBenchmark
{
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(TokenFormat.SecretBytes);
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private TokenKeyRing _ring = null!;

    [GlobalSetup]
    public void Setup() => _ring = new(new() { HashKey = Convert.ToBase64String(_key) });

    [Benchmark(Baseline = true)]
    public int HmacOneShot()
    {
        Span<byte> digest = stackalloc byte[32];
        return HMACSHA256.HashData(_key, _secret, digest) + digest[0];
    }

    [Benchmark]
    public int Sha256OneShot()
    {
        Span<byte> digest = stackalloc byte[32];
        return SHA256.HashData(_secret, digest) + digest[0];
    }

    [Benchmark]
    public TokenHash AtInvites() => _ring.Hash(_secret);
}
