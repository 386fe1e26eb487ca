using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using AtInvites.Syntax;

namespace AtInvites.Xrpc;

/// <summary>Counts wrong tokens and codes by address, by account and in all. Who is over a budget of its own is refused before
/// anything is looked up; while the budget of all is spent, only wrong guesses are. So nobody's right code is refused because of
/// others. Per process, or by a ledger of all hosts, whose counts are remembered here until their windows end.</summary>
/// <remarks>The budget of an address or account takes memory from its first call on, until its window has ended and nobody asked
/// for it for ten seconds: the framework then drops it.</remarks>
internal sealed class GuessBudget : IDisposable
{
    private const string AllKey = "all";

    private readonly GuessOptions _options;
    private readonly TimeProvider _time;
    private readonly IGuessLedger? _ledger;
    private readonly PartitionedRateLimiter<AddressPrefix>? _addresses;
    private readonly PartitionedRateLimiter<Did>? _accounts;
    private readonly GuessWindow? _all;

    public GuessBudget(GuessOptions options, TimeProvider time, IGuessLedger? ledger = null)
    {
        (_options, _time, _ledger) = (options, time, ledger);
        if (!options.Enabled) return;
        _addresses = PerKey<AddressPrefix>(options.PerAddress);
        _accounts = PerKey<Did>(options.PerAccount);
        _all = new(options.Global, options.Window, time);
    }

    /// <summary>Asked before a token or code is looked up: null, or the answer instead of the look-up. Costs nothing.</summary>
    /// <param name="address"><c>Connection.RemoteIpAddress</c>; null where there is none.</param>
    /// <param name="caller">Who calls, where that is known.</param>
    public XrpcError? Refusal(IPAddress? address, Did? caller)
    {
        var prefix = AddressPrefix.Of(address);
        using var ofAddress = _addresses?.AttemptAcquire(prefix, 0);
        using var ofAccount = caller is { } account ? _accounts?.AttemptAcquire(account, 0) : null;
        return Refused(ofAddress, _options.PerAddress) ?? Refused(ofAccount, _options.PerAccount);
    }

    /// <summary>Told after a token or code turned out to be wrong: null, or the answer that takes the place of the usual refusal.
    /// Where there is a ledger its counts decide; while it fails, those of this process.</summary>
    /// <inheritdoc cref="Refusal" path="/param"/>
    public async ValueTask<XrpcError?> ChargeAsync(IPAddress? address, Did? caller)
    {
        if (_all is null) return null;
        // Each budget is charged, also where another is spent already.
        var prefix = AddressPrefix.Of(address);
        using var ofAddress = _addresses!.AttemptAcquire(prefix);
        using var ofAccount = caller is { } account ? _accounts!.AttemptAcquire(account) : null;
        using var ofAll = _all.AttemptAcquire();
        if (_ledger is not null)
        {
            string[] keys = caller is null ? [AllKey, Key(prefix)] : [AllKey, Key(prefix), $"account {caller.Value}"];
            if (await _ledger.ChargeAsync(keys, _options.Window) is { } counts)
            {
                var all = Refused(ofAll, counts[0], _options.Global);
                var own = Refused(ofAddress, counts[1], _options.PerAddress);
                return own ?? (ofAccount is null ? null : Refused(ofAccount, counts[2], _options.PerAccount)) ?? all;
            }
        }

        return Refused(ofAddress, _options.PerAddress) ?? Refused(ofAccount, _options.PerAccount)
            ?? Refused(ofAll, _options.Global);
    }

    public void Dispose()
    {
        _addresses?.Dispose();
        _accounts?.Dispose();
        _all?.Dispose();
    }

    private XrpcError? Refused(RateLimitLease? lease, int limit)
    {
        if (lease is null or { IsAcquired: true }) return null;
        lease.TryGetMetadata(MetadataName.RetryAfter, out var wait);
        return RateLimited(limit, wait);
    }

    /// <summary>Has the window follow the ledger, and lets its count decide.</summary>
    private XrpcError? Refused(RateLimitLease lease, GuessCount count, int limit)
    {
        var left = ((GuessLease)lease).Window.Follow(count);
        return count.Guesses <= limit ? null : RateLimited(limit, left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    private XrpcError RateLimited(int limit, TimeSpan wait)
    {
        var reset = (_time.GetUtcNow() + wait).ToUnixTimeMilliseconds();
        return XrpcError.RateLimited(
            new(limit, Remaining: 0, Reset: (reset + 999) / 1000, Window: WholeSeconds(_options.Window)), WholeSeconds(wait));
    }

    private static string Key(AddressPrefix prefix) =>
        string.Create(CultureInfo.InvariantCulture, $"address {prefix.Bits:x16}/{prefix.Length}");

    private static int WholeSeconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);

    private PartitionedRateLimiter<TKey> PerKey<TKey>(int limit)
        where TKey : struct
    {
        Func<TKey, RateLimiter> create = _ => new GuessWindow(limit, _options.Window, _time);
        return PartitionedRateLimiter.Create<TKey, TKey>(key => RateLimitPartition.Get(key, create));
    }
}
