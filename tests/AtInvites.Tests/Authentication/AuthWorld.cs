using AtInvites.Authentication;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Tests.Authentication;

/// <summary>The whole layer as a host registers it, with a directory on loopback and a clock that stands still.</summary>
internal sealed class AuthWorld : IAsyncDisposable
{
    public const string Account = "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa";

    private readonly ServiceProvider _services;

    private AuthWorld(DirectoryServer directory, ServiceProvider services, ManualClock clock) =>
        (Directory, _services, Clock) = (directory, services, clock);

    public DirectoryServer Directory { get; }

    public ManualClock Clock { get; }

    public AccountKey Key { get; } = new(SigningCurve.K256);

    public IDidResolver Resolver => _services.GetRequiredService<IDidResolver>();

    public IReplayCache Replays => _services.GetRequiredService<IReplayCache>();

    public long Now => Clock.GetUtcNow().ToUnixTimeSeconds();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<AuthWorld> StartAsync(
        Action<ServiceAuthOptions>? configure = null, Action<IdentityOptions>? identity = null)
    {
        var directory = await DirectoryServer.StartAsync();
        var clock = new ManualClock(start: 1_800_000_000_000);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(clock);
        services.AddLogging();
        Register(services, directory, configure, identity);
        var world = new AuthWorld(directory, services.BuildServiceProvider(), clock);
        directory.Publish(Account, world.Key);
        return world;
    }

    public static void Register(
        IServiceCollection services,
        DirectoryServer directory,
        Action<ServiceAuthOptions>? configure = null,
        Action<IdentityOptions>? identity = null) => services.AddServiceAuthentication(
            options =>
            {
                options.Audiences.Add(TokenDraft.Audience);
                configure?.Invoke(options);
            },
            options =>
            {
                options.PlcDirectory = directory.Address;
                options.AllowLocalhost = true;
                identity?.Invoke(options);
            });

    public TokenDraft Draft(AccountKey? key = null) => new(key ?? Key, Now);

    public async Task<ServiceTokenVerdict> VerifyAsync(string token, string? method = TokenDraft.Method) =>
        await _services.GetRequiredService<ServiceTokenVerifier>().VerifyAsync(token, method, Options, Ct);

    public ServiceAuthOptions Options => _services
        .GetRequiredService<Microsoft.Extensions.Options.IOptionsMonitor<ServiceAuthOptions>>().Get(ServiceAuthDefaults.Scheme);

    public async Task<DidResolution> ResolveAsync(string did = Account, bool refresh = false) =>
        await Resolver.ResolveAsync(Did.Parse(did), refresh, Ct);

    public async Task AssertRefusedAsync(string error, string token)
    {
        var verdict = await VerifyAsync(token);
        Assert.Equal(error, verdict.Fault?.Error);
        Assert.Null(verdict.Claims);
    }

    public async Task AssertAcceptedAsync(string token)
    {
        var verdict = await VerifyAsync(token);
        Assert.Null(verdict.Fault);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Directory.DisposeAsync();
    }
}
