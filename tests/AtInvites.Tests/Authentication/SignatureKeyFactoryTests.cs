using AtInvites.Authentication;
using AtInvites.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AtInvites.Tests.Authentication;

/// <summary>Which back end a host gets, and what its log says of it.</summary>
public sealed class SignatureKeyFactoryTests
{
    private static readonly CurvePoint K256 = SignatureCases.All.First().Key;

    private static readonly CurvePoint P256 =
        CurvePoint.Read(SigningCurve.P256, new AccountKey(SigningCurve.P256).Uncompressed, allowUncompressed: true)!;

    [Fact]
    public void The_library_verifies_its_curve_and_the_platform_the_other()
    {
        var library = NativeLibraries.RequireSecp256k1();
        var (keys, log) = Choose(services => { });
        Assert.IsType<Secp256k1Key>(keys.Create(K256));
        Assert.IsType<EcdsaSignatureKey>(keys.Create(P256));
        Assert.Equal((LogLevel.Information, 2003), (log.Level, log.Id));
        Assert.Contains(library.Name, log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_can_do_without_the_library()
    {
        var (keys, log) = Choose(services => services.Configure<ServiceAuthOptions>(
            ServiceAuthDefaults.Scheme, options => options.UseNativeSecp256k1 = false));
        Assert.IsType<EcdsaSignatureKey>(keys.Create(K256));
        Assert.Equal((LogLevel.Information, 2004), (log.Level, log.Id));
        Assert.Contains("UseNativeSecp256k1 is false", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_library_the_platform_verifies_both()
    {
        var (keys, log) = Choose(services => services.AddSingleton(new Secp256k1Search(null, null)));
        Assert.IsType<EcdsaSignatureKey>(keys.Create(K256));
        Assert.IsType<EcdsaSignatureKey>(keys.Create(P256));
        Assert.Equal((LogLevel.Information, 2004), (log.Level, log.Id));
        Assert.Contains("not installed", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unsound_library_is_not_used_and_the_log_warns_of_it()
    {
        var (keys, log) = Choose(services => services.AddSingleton(new Secp256k1Search(null, "libsecp256k1.so.1")));
        Assert.IsType<EcdsaSignatureKey>(keys.Create(K256));
        Assert.Equal((LogLevel.Warning, 2005), (log.Level, log.Id));
        Assert.Contains("libsecp256k1.so.1", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_says_at_start_who_verifies_and_says_it_once()
    {
        await using var directory = await DirectoryServer.StartAsync();
        using var book = new LogBook();
        var clock = new ManualClock(start: 1_800_000_000_000);
        await using var host = await ServiceHost.StartAsync(
            directory, clock, new([ServiceAuthDefaults.Scheme]), builder => builder.Logging.AddProvider(book));
        Assert.Single(book.Entries, IsAboutKeys);
        directory.Publish(AuthWorld.Account, new AccountKey(SigningCurve.K256));
        await host.CallAsync("/xrpc/" + TokenDraft.Method, "Bearer x");
        Assert.Single(book.Entries, IsAboutKeys);
    }

    [Theory]
    [InlineData("ES256K", true)]
    [InlineData("ES256K", false)]
    [InlineData("ES256", true)]
    public async Task A_token_is_judged_alike_by_either_back_end(string algorithm, bool useNative)
    {
        await using var world = await AuthWorld.StartAsync(options => options.UseNativeSecp256k1 = useNative);
        var key = new AccountKey(SigningCurve.FromAlgorithm(algorithm)!);
        world.Directory.Publish(AuthWorld.Account, key);
        await world.AssertAcceptedAsync(world.Draft(key).Sign());
        await world.AssertAcceptedAsync(world.Draft(key).SignWith(text => key.Flip(key.Sign(text))));
        await world.AssertRefusedAsync("BadJwtSignature", world.Draft(key).SignWith(text => key.Sign(text + "x")));
        await world.AssertRefusedAsync("BadJwtSignature", world.Draft(key).SignWith(text => key.Sign(text)[..63]));
        await world.AssertRefusedAsync("BadJwtSignature", world.Draft(key).SignWith(_ => new byte[64]));
    }

    private static bool IsAboutKeys(LogEntry entry) => entry.Id is 2003 or 2004 or 2005;

    private static (ISignatureKeyFactory Keys, LogEntry Log) Choose(Action<IServiceCollection> configure)
    {
        using var book = new LogBook();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(book));
        services.AddServiceAuthentication(options => options.Audiences.Add(TokenDraft.Audience));
        configure(services);
        using var provider = services.BuildServiceProvider();
        return (provider.GetRequiredService<ISignatureKeyFactory>(), Assert.Single(book.Entries, IsAboutKeys));
    }
}
