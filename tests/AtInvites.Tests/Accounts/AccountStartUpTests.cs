using AtInvites.Hosting;
using AtInvites.Redemption;
using AtInvites.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AtInvites.Tests.Accounts;

public sealed class AccountStartUpTests
{
    [Fact]
    public void Every_fault_of_account_codes_comes_up_at_once_with_what_mends_it()
    {
        var faults = Faults(
            options =>
            {
                options.ServiceDid = "did:plc:service";
                options.Accounts.CodeGroups = 1;
                options.Accounts.Interval = TimeSpan.Zero;
                options.Accounts.Epoch = -1;
                options.Accounts.MaxCodesPerCall = 0;
                options.Accounts.Lease = TimeSpan.FromDays(2);
            },
            invites => invites.AddAccountCodes<AccountBook>());

        Assert.Equal(
            [
                "AtInvites: Accounts:CodeGroups is 1; it needs 2 to 10.",
                "AtInvites: Accounts:Interval is 00:00:00; it needs 1 ms or more, or no value for no earned codes.",
                "AtInvites: Accounts:Epoch is -1; it needs Unix milliseconds, 0 to the end of the year 9999.",
                "AtInvites: Accounts:MaxCodesPerCall is 0; it needs 1 to 100,000.",
                "AtInvites: Accounts:Lease is 2.00:00:00; it needs 1 second to 1 day.",
                "AtInvites: Accounts:Hostname is not set; give the host name that codes begin with, which only a did:web says by "
                    + "itself.",
                "AtInvites: account codes need a hash key, for they can be guessed; set Tokens:HashKey to base64 of 32 random "
                    + "bytes, or Tokens:HashKeyFile to a file that keeps one.",
            ],
            faults);
    }

    [Theory]
    [InlineData("Hostname", "pds example", "\"pds example\" is not a host name; give one such as pds.example.com.")]
    [InlineData("Hostname", "http://pds.test", "\"http://pds.test\" is not a host name; give one such as pds.example.com.")]
    [InlineData("CodeGroups", "11", "is 11; it needs 2 to 10.")]
    [InlineData("Interval", "00:00:00.0009999", "is 00:00:00.0009999; it needs 1 ms or more, or no value for no earned codes.")]
    [InlineData("Epoch", "253402300800000", "is 253402300800000; it needs Unix milliseconds, 0 to the end of the year 9999.")]
    [InlineData("MaxCodesPerCall", "100001", "is 100001; it needs 1 to 100,000.")]
    [InlineData("Lease", "00:00:00.999", "is 00:00:00.9990000; it needs 1 second to 1 day.")]
    public void A_setting_beyond_its_bounds_is_named(string setting, string value, string fault) =>
        Assert.Equal([$"AtInvites: Accounts:{setting} {fault}"], Faults(setting, value));

    [Theory]
    [InlineData("Hostname", "localhost"), InlineData("Hostname", "192.0.2.1"), InlineData("CodeGroups", "10")]
    [InlineData("Interval", "00:00:00.001"), InlineData("Epoch", "253402300799999"), InlineData("MaxCodesPerCall", "1")]
    [InlineData("MaxCodesPerCall", "100000"), InlineData("Lease", "00:00:01"), InlineData("Lease", "1.00:00:00")]
    public void A_setting_at_its_bounds_is_taken(string setting, string value) => Assert.Empty(Faults(setting, value));

    [Theory, InlineData("did:web:%00"), InlineData("did:web:%2F%2Fexample"), InlineData("did:plc:service")]
    public void A_service_whose_DID_says_no_host_name_must_set_one(string service)
    {
        void Configure(AtInvitesOptions options) => (options.ServiceDid, options.Tokens.HashKey) = (service, HttpHost.Key);

        Assert.StartsWith(
            "AtInvites: Accounts:Hostname is not set;",
            Assert.Single(Faults(Configure, invites => invites.AddAccountCodes<AccountBook>())));
    }

    [Fact]
    public void Without_account_codes_their_settings_are_left_alone() =>
        Assert.Empty(Faults(options => options.Accounts.CodeGroups = 0, _ => { }));

    [Theory]
    [InlineData("did:web:a%20b", null), InlineData("did:web:%00.example", null), InlineData("did:web:.example:user", null)]
    [InlineData("did:web:a.example", "a b"), InlineData("did:web:a.example", "a.example:8080")]
    [InlineData("did:web:a.example", "пример.рф"), InlineData("did:web:a.example", ""), InlineData("did:web:a.example", "::1")]
    public void What_is_no_host_name_stops_the_start(string service, string? hostname) => Assert.StartsWith(
        hostname is null ? "AtInvites: Accounts:Hostname is not set" : $"AtInvites: Accounts:Hostname \"{hostname}\" is not",
        Assert.Single(Faults(
            options => (options.ServiceDid, options.Accounts.Hostname, options.Tokens.HashKey) =
                (service, hostname, HttpHost.Key),
            invites => invites.AddAccountCodes<AccountBook>())));

    [Theory]
    [InlineData("did:web:pds.example.com", null, "pds-example-com-"), InlineData("did:web:Localhost%3A8080", null, "localhost-")]
    [InlineData("did:web:a.example:users:b", null, "a-example-"), InlineData("did:plc:service", "b.example", "b-example-")]
    [InlineData("did:web:a.example", "b.example", "b-example-")]
    public async Task Codes_begin_with_the_host_name_of_the_service_or_the_one_that_is_set(
        string service, string? hostname, string prefix)
    {
        await using var host = await AccountHost.StartAsync(StoreKind.Memory, new()
        {
            Options = options => (options.ServiceDid, options.Accounts.Hostname) = (service, hostname),
        });

        Assert.StartsWith(prefix, await host.MintAsync());
    }

    [Fact]
    public async Task A_host_that_listens_needs_a_way_to_know_its_administration()
    {
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => HttpHost.StartAsync(
            StoreKind.Memory, new() { Builder = invites => invites.AddAccountCodes<AccountBook>() }));

        Assert.Contains(".AddAdminPassword(", fault.Message);
    }

    [Fact]
    public async Task The_administrations_password_may_be_a_setting_alone()
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory, new()
        {
            Builder = invites => invites.AddAccountCodes<AccountBook>(),
            Options = options => options.Admin.Password = AccountHost.Password,
        });

        foreach (var (basic, status) in new[] { (AccountHost.Basic, 200), ("admin:x", 401) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/xrpc/com.atproto.admin.getInviteCodes");
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(basic)));
            Assert.Equal(status, (await host.SendAsync(request, null)).Status);
        }
    }

    [Fact]
    public async Task A_generic_host_has_the_engine_of_account_codes_without_an_administration()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAtInvites(Good).UseInMemory().AddAccountCodes<AccountBook>();
        using var host = builder.Build();

        await host.StartAsync(TestContext.Current.CancellationToken);

        Assert.NotNull(host.Services.GetRequiredService<CodeReserver>());
        Assert.NotNull(host.Services.GetRequiredService<InviteLineage>());
        Assert.NotNull(host.Services.GetRequiredService<CodeArchive>());
    }

    [Fact]
    public async Task Without_account_codes_their_methods_are_the_hosts()
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory, new()
        {
            Map = app => app.MapGet("/xrpc/com.atproto.server.describeServer", () => "mine"),
        });

        Assert.Equal("mine", await host.Client.GetStringAsync(
            "/xrpc/com.atproto.server.describeServer", TestContext.Current.CancellationToken));
        using var response = await host.Client.GetAsync(
            "/xrpc/com.atproto.server.getAccountInviteCodes", TestContext.Current.CancellationToken);
        Assert.Equal(404, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_second_directory_takes_the_place_of_the_first()
    {
        var services = new ServiceCollection();
        services.AddAtInvites(Good).UseInMemory().AddAccountCodes<AccountBook>().AddAccountCodes<AccountBook>();
        await using var provider = services.BuildServiceProvider();

        Assert.Single(provider.GetServices<IAccountDirectory>());
        Assert.Single(provider.GetServices<CodeReserver>());
    }

    [Fact]
    public async Task Settings_come_from_configuration_by_their_names()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Accounts:Hostname"] = "pds.example",
            ["Accounts:CodeGroups"] = "3",
            ["Accounts:Interval"] = "7.00:00:00",
            ["Accounts:Epoch"] = "1700000000000",
            ["Accounts:MaxCodesPerCall"] = "50",
            ["Accounts:Lease"] = "00:00:30",
            ["Accounts:ManagedByEntryway"] = "true",
            ["ServiceDid"] = HttpHost.ServiceDid,
        }).Build();
        var services = new ServiceCollection();
        services.AddAtInvites(configuration).UseInMemory();
        await using var provider = services.BuildServiceProvider();

        var accounts = provider.GetRequiredService<IOptions<AtInvitesOptions>>().Value.Accounts;

        Assert.Equal(("pds.example", 3, 50, true),
            (accounts.Hostname, accounts.CodeGroups, accounts.MaxCodesPerCall, accounts.ManagedByEntryway));
        Assert.Equal((TimeSpan.FromDays(7), 1_700_000_000_000, TimeSpan.FromSeconds(30)),
            (accounts.Interval, accounts.Epoch, accounts.Lease));
    }

    private static void Good(AtInvitesOptions options) =>
        (options.ServiceDid, options.Tokens.HashKey) = (HttpHost.ServiceDid, HttpHost.Key);

    private static IEnumerable<string> Faults(string setting, string value) => Faults(
        options => new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [setting] = value })
            .Build().Bind(options.Accounts),
        invites => invites.AddAccountCodes<AccountBook>().Services.Configure<AtInvitesOptions>(Good));

    private static IEnumerable<string> Faults(Action<AtInvitesOptions> configure, Action<AtInvitesBuilder> add)
    {
        var services = new ServiceCollection();
        var invites = services.AddAtInvites(options =>
        {
            options.ServiceDid = HttpHost.ServiceDid;
            configure(options);
        }).UseInMemory();
        add(invites);
        using var provider = services.BuildServiceProvider();
        try
        {
            _ = provider.GetRequiredService<IOptions<AtInvitesOptions>>().Value;
            return [];
        }
        catch (OptionsValidationException fault)
        {
            return fault.Failures;
        }
    }
}
