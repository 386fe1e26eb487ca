using AtInvites.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AtInvites.Tests.Authentication;

public sealed class AuthenticationOptionsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Good_settings_start() =>
        await StartAsync(options => options.Audiences.Add("did:web:a.example#svc"), _ => { });

    [Fact]
    public async Task Every_fault_is_named_at_once()
    {
        var faults = await FaultsAsync(
            options =>
            {
                options.Audiences.Add("invites.example.com");
                options.Audiences.Add("did:web:a.example#");
                options.MaxLifetime = TimeSpan.Zero;
                options.ClockSkew = TimeSpan.FromSeconds(-1);
                options.ReplayCacheSize = 0;
                options.ReplayCacheShare = 0;
                options.Method = null!;
            },
            options =>
            {
                options.PlcDirectory = new("http://plc.example");
                options.CacheLifetime = TimeSpan.Zero;
                options.FailureLifetime = TimeSpan.FromDays(1);
                options.RefreshInterval = TimeSpan.Zero;
                options.Timeout = TimeSpan.FromMinutes(1);
                options.CacheSize = 0;
                options.RefreshesPerMinute = -1;
                options.MaxDocumentBytes = 2_000_000;
            });
        foreach (var named in new[]
        {
            "\"invites.example.com\"", "\"did:web:a.example#\"", "ServiceAuth:MaxLifetime", "ServiceAuth:ClockSkew",
            "ServiceAuth:ReplayCacheSize", "ServiceAuth:ReplayCacheShare", "ServiceAuth:Method", "Identity:PlcDirectory",
            "Identity:CacheLifetime", "Identity:FailureLifetime", "Identity:RefreshInterval", "Identity:Timeout",
            "Identity:CacheSize",
            "Identity:RefreshesPerMinute", "Identity:MaxDocumentBytes",
        })
            Assert.Single(faults, fault => fault.Contains(named, StringComparison.Ordinal));
        Assert.All(faults, fault => Assert.StartsWith("AtInvites: ", fault, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_without_an_audience_does_not_start() =>
        Assert.Contains("Audiences is empty", Assert.Single(await FaultsAsync(_ => { }, _ => { })), StringComparison.Ordinal);

    [Theory]
    [InlineData("http://localhost:2582", false, false)]
    [InlineData("http://localhost:2582", true, true)]
    [InlineData("https://127.0.0.1:2582", false, false)]
    [InlineData("http://[::1]:2582", true, true)]
    [InlineData("http://plc.example", true, false)]
    [InlineData("https://plc.example/mirror", false, true)]
    [InlineData("https://plc.example/?q", false, false)]
    [InlineData("https://user@plc.example", false, false)]
    [InlineData("ftp://plc.example", true, false)]
    public async Task A_directory_is_reached_by_https_or_on_this_machine_by_choice(string address, bool allowLocalhost, bool good)
    {
        var faults = await FaultsAsync(options => options.Audiences.Add("did:web:a.example"), options =>
        {
            options.PlcDirectory = new(address);
            options.AllowLocalhost = allowLocalhost;
        });
        Assert.Equal(good ? 0 : 1, faults.Count);
    }

    [Fact]
    public async Task A_host_brings_its_own_replay_cache()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        var own = new RefusingReplayCache();
        builder.Services.AddLogging();
        builder.Services.AddSingleton<IReplayCache>(own);
        builder.Services.AddServiceAuthentication(options => options.Audiences.Add("did:web:a.example"));
        builder.Services.AddServiceAuthentication(options => options.Audiences.Add("did:web:b.example"));
        using var host = builder.Build();
        await host.StartAsync(Ct);
        Assert.Same(own, host.Services.GetRequiredService<IReplayCache>());
        var options = host.Services.GetRequiredService<IOptionsMonitor<ServiceAuthOptions>>().Get(ServiceAuthDefaults.Scheme);
        Assert.Equal(["did:web:a.example", "did:web:b.example"], options.Audiences);
    }

    private static async Task<IReadOnlyList<string>> FaultsAsync(
        Action<ServiceAuthOptions> configure, Action<IdentityOptions> identity)
    {
        var thrown = await Record.ExceptionAsync(() => StartAsync(configure, identity));
        var all = thrown is AggregateException many ? many.InnerExceptions : thrown is null ? [] : [thrown];
        return [.. all.Cast<OptionsValidationException>().SelectMany(one => one.Failures)];
    }

    private static async Task StartAsync(Action<ServiceAuthOptions> configure, Action<IdentityOptions> identity)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging();
        builder.Services.AddServiceAuthentication(configure, identity);
        using var host = builder.Build();
        await host.StartAsync(Ct);
    }

    private sealed class RefusingReplayCache : IReplayCache
    {
        public ValueTask<ReplayOutcome> UseAsync(
            string issuer, string tokenId, DateTimeOffset until, CancellationToken cancellationToken) => new(ReplayOutcome.Full);
    }
}
