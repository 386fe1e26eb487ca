using System.Security.Cryptography;
using System.Text;
using AtInvites.Tokens;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.DataProtection;

namespace AtInvites.Benchmarks;

/// <summary>A new account code, without the store: random text, keyed hash and sealed copy, beside the same without the seal and
/// beside Data Protection alone.</summary>
[MemoryDiagnoser]
public class SealBenchmark
{
    private readonly RandomNumberGenerator _random = RandomNumberGenerator.Create();
    private readonly CodeFormat _format = new("pds.example.com");
    private readonly EphemeralDataProtectionProvider _protection = new();
    private readonly byte[] _plain = new byte[TokenHash.Size + "pds-example-com-abcde-fghij".Length];
    private IDataProtector _protector = null!;
    private TokenKeyRing _keys = null!;
    private CodeSeal _seal = null!;
    private CodeMint _mint = null!;
    private MintedCode _minted;

    [GlobalSetup]
    public void Setup()
    {
        _protector = _protection.CreateProtector("AtInvites.Benchmarks");
        _keys = new(new() { HashKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) });
        _seal = new(_protection);
        _mint = new(_format, _keys, _seal, _random);
        _minted = _mint.Create();
        Encoding.UTF8.GetBytes(_minted.Code.Reveal(), _plain.AsSpan(TokenHash.Size));
    }

    [Benchmark]
    public TokenHash MintWithoutSeal()
    {
        _keys.TryHashCode(_format.Create(_random).Reveal(), 0, out var hash);
        return hash;
    }

    [Benchmark(Baseline = true)]
    public byte[] Protect() => _protector.Protect(_plain);

    [Benchmark]
    public MintedCode Mint() => _mint.Create();

    [Benchmark]
    public bool Open() => _seal.TryOpen(_minted.Hash, _minted.Sealed, out _);
}
