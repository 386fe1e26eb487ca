using System.Buffers.Binary;
using System.Security.Cryptography;
using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Tokens;
using Microsoft.AspNetCore.DataProtection;

namespace AtInvites.Benchmarks.Admin;

/// <summary>The administration's engine over one store that is filled with codes of which a tenth was used. An account holds ten
/// of them.</summary>
internal sealed class AdminWorkload
{
    private const int PerOwner = 10;
    private const int Batch = 10_000;

    private readonly StoreSet _stores;
    private readonly CodeIssuer _issuer;
    private readonly CodeLister _lister;
    private readonly MintedCode _sample;
    private readonly DateTimeOffset _start = TimeProvider.System.GetUtcNow().AddDays(-30);

    public AdminWorkload(StoreSet stores)
    {
        _stores = stores;
        var keys = new TokenKeyRing(new() { HashKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) });
        var seal = new CodeSeal(new EphemeralDataProtectionProvider());
        var mint = new CodeMint(new("pds.example.com"), keys, seal, RandomNumberGenerator.Create());
        _issuer = new(stores.Codes, mint, new(), TimeProvider.System, new(new MeterSource()));
        _lister = new(stores.Codes, seal);
        _sample = mint.Create();
    }

    public int Count { get; private set; }

    /// <summary>Adds codes that carry a sealed text of the right size: sealing a million would take longer than all that is
    /// measured. A list opens each as it opens any, and then shows a mask.</summary>
    public async Task FillAsync(int count)
    {
        while (Count < count)
        {
            var codes = new AccountCode[Math.Min(Batch, count - Count)];
            for (var n = 0; n < codes.Length; n++) codes[n] = Code(Count + n);
            if (await _stores.Codes.AddAsync(codes, default) != AddStatus.Added) throw new InvalidOperationException("Taken.");
            Count += codes.Length;
        }
    }

    public async Task CreateAsync()
    {
        var request = new CodeRequest { Owners = [CodeOwner.Admin], CodesEach = 100, Uses = 1 };
        var outcome = await _issuer.IssueAsync(request, default);
        Expect(100, outcome.Codes![0].Codes.Count);
    }

    public async Task ListAsync(CodeSort sort, CodePosition? after) =>
        Expect(100, (await _lister.ListAsync(new() { Sort = sort, Limit = 100, After = after }, default)).Items.Count);

    /// <summary>Where the page after half of all codes begins, newest first.</summary>
    public CodePosition Middle() => new(Code(Count / 2).CreatedAt.ToUnixTimeMilliseconds(), Code(Count / 2).Hash, 0);

    public async Task ListForAsync(int number) =>
        Expect(PerOwner, (await _lister.ListForAsync(Workload.Account(number % (Count / PerOwner)), default)).Count);

    private AccountCode Code(int number)
    {
        Span<byte> bytes = stackalloc byte[32];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        SHA256.HashData(bytes, bytes);
        var createdAt = _start.AddMilliseconds(number);
        return new()
        {
            Hash = new(bytes),
            KeyId = _sample.KeyId,
            Sealed = _sample.Sealed,
            Owner = CodeOwner.Of(Workload.Account(number / PerOwner)),
            CreatedBy = CodeOwner.Admin,
            CreatedAt = createdAt,
            Available = 5,
            Uses = number % 10 == 0 ? [new CodeUse(Workload.Owner, createdAt)] : [],
        };
    }

    private static void Expect(int expected, int actual)
    {
        if (actual != expected) throw new InvalidOperationException($"{actual} rows and not {expected}.");
    }
}
