using AtInvites.Hosting;
using AtInvites.Tokens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AtInvites.Tests.Hosting;

public sealed class HashKeyFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string KeyFile => Path.Combine(_folder.Path, "hash.key");

    [Fact]
    public void A_key_is_made_once_for_its_owner_only_and_read_from_then_on()
    {
        var key = Read().HashKey;

        Assert.Equal(TokenOptions.MinKeyBytes, Convert.FromBase64String(key!).Length);
        Assert.Equal(key, File.ReadAllText(KeyFile));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
        Assert.Equal(key, Read().HashKey);
    }

    [Fact]
    public async Task Of_many_that_start_at_once_all_have_the_same_key()
    {
        using var gate = new Barrier(16);
        var keys = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Factory.StartNew(
            () =>
            {
                gate.SignalAndWait(TestContext.Current.CancellationToken);
                return Read().HashKey;
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.Equal(File.ReadAllText(KeyFile), Assert.Single(keys.Distinct()));
    }

    [Fact]
    public void A_key_of_the_hosts_own_may_end_with_a_line()
    {
        File.WriteAllText(KeyFile, HttpHost.Key + "\n");

        Assert.Equal(HttpHost.Key, Read().HashKey);
    }

    [Fact]
    public void A_key_that_is_set_goes_before_the_file_and_makes_none()
    {
        Assert.Equal(HttpHost.Key, Read(HttpHost.Key).HashKey);
        Assert.False(File.Exists(KeyFile));
    }

    [Theory]
    [InlineData("c2hvcnQtY2FuYXJ5", "AtInvites: Tokens:HashKeyFile has 12 bytes; it needs 32 or more.")]
    [InlineData("no canary!", "AtInvites: Tokens:HashKeyFile is not base64; give base64 of 32 random bytes or more.")]
    public void A_file_that_holds_no_key_stops_the_start_and_stays_as_it_is(string content, string message)
    {
        File.WriteAllText(KeyFile, content);

        Assert.Equal(message, Assert.Single(Faults()));
        Assert.Equal(content, File.ReadAllText(KeyFile));
    }

    [Fact]
    public void A_file_that_stays_empty_is_no_key()
    {
        File.WriteAllText(KeyFile, "");

        Assert.Contains("Tokens:HashKeyFile has 0 bytes", Assert.Single(Faults()));
    }

    [Fact]
    public void A_path_that_cannot_be_used_is_named_with_the_reason()
    {
        var missing = Path.Combine(KeyFile, "deeper");

        var fault = Assert.Single(Faults(missing));

        Assert.StartsWith($"AtInvites: Tokens:HashKeyFile \"{missing}\" can be neither read nor made; name a file", fault);
        Assert.StartsWith("AtInvites: Tokens:HashKeyFile", Assert.Single(Faults(_folder.Path)));
        Assert.StartsWith("AtInvites: Tokens:HashKeyFile", Assert.Single(Faults("")));
    }

    [Fact]
    public void A_key_ring_is_never_built_around_a_file_that_was_not_read()
    {
        var fault = Assert.Throws<ArgumentException>(() => new TokenKeyRing(new() { HashKeyFile = KeyFile }));

        Assert.Contains("Tokens:HashKeyFile was not read", fault.Message);
    }

    [Fact]
    public async Task A_host_with_a_key_file_is_keyed_and_logs_that_it_made_one_but_no_key()
    {
        foreach (var lines in new[] { 1, 0 })
        {
            await using var host = await HttpHost.StartAsync(
                StoreKind.Memory,
                new() { Options = options => (options.Tokens.HashKey, options.Tokens.HashKeyFile) = (null, KeyFile) });

            Assert.True(host.Services.GetRequiredService<TokenKeyRing>().IsKeyed);
            Assert.Empty(host.Logs.With(6001));
            Assert.Equal(lines, host.Logs.With(6005).Count());
            Assert.DoesNotContain(File.ReadAllText(KeyFile), host.Logs.Text);
        }
    }

    public void Dispose() => _folder.Dispose();

    private TokenOptions Read(string? key = null)
    {
        using var provider = Build(KeyFile, key);
        return provider.GetRequiredService<IOptions<AtInvitesOptions>>().Value.Tokens;
    }

    private IEnumerable<string> Faults(string? path = null)
    {
        using var provider = Build(path ?? KeyFile, null);
        return Assert.Throws<OptionsValidationException>(
            () => provider.GetRequiredService<IOptions<AtInvitesOptions>>().Value).Failures;
    }

    private static ServiceProvider Build(string path, string? key)
    {
        var services = new ServiceCollection();
        services.AddAtInvites(options =>
        {
            options.ServiceDid = HttpHost.ServiceDid;
            (options.Tokens.HashKeyFile, options.Tokens.HashKey) = (path, key);
        }).UseInMemory();
        return services.BuildServiceProvider();
    }
}
