using System.Security.Cryptography;
using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tokens;
using Microsoft.AspNetCore.DataProtection;

namespace AtInvites.Benchmarks;

/// <summary>The engine of account codes over one store, with a hash key, as a host composes it; the host has no account that was
/// taken down.</summary>
internal sealed class CodeWorkload : IAccountDirectory
{
    private readonly CodeIssuer _issuer;
    private readonly CodeReserver _reserver;

    public CodeWorkload(StoreSet stores)
    {
        var keys = new TokenKeyRing(new() { HashKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) });
        var seal = new CodeSeal(new EphemeralDataProtectionProvider());
        var mint = new CodeMint(new("pds.example.com"), keys, seal, RandomNumberGenerator.Create());
        var options = new AccountOptions { MaxCodesPerCall = 100_000 };
        var telemetry = new InviteTelemetry(new MeterSource());
        _issuer = new(stores.Codes, mint, options, TimeProvider.System, telemetry);
        _reserver = new(stores.Seats, keys, this, TimeProvider.System, telemetry);
    }

    public async Task<string[]> MintAsync(int codes)
    {
        var request = new CodeRequest { Owners = [CodeOwner.Admin], CodesEach = codes, Uses = 1 };
        var outcome = await _issuer.IssueAsync(request, default);
        return [.. outcome.Codes![0].Codes.Select(code => code.Reveal())];
    }

    /// <summary>Around a sign-up: reserve, then commit.</summary>
    public async Task SignUpAsync(string code, int number)
    {
        var account = Workload.Account(number);
        await using var seat = await _reserver.ReserveAsync(code, account.Value, TimeSpan.FromMinutes(2), default);
        if (await seat.CommitAsync(account, default) != CommitStatus.Committed) throw new InvalidOperationException("Refused.");
    }

    public async Task RedeemAsync(string code, int number)
    {
        var status = await _reserver.RedeemAsync(code, Workload.Account(number), default);
        if (status != CodeStatus.Granted) throw new InvalidOperationException($"{status}");
    }

    public ValueTask<AccountStanding?> FindAsync(Did account, CancellationToken cancellationToken) => new((AccountStanding?)null);
}
