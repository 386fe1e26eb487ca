using AtInvites.Hosting;
using AtInvites.Lexicons;
using AtInvites.Redemption;
using AtInvites.Stores.Sqlite;
using AtInvites.Syntax;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AtInvites.Tests.Hosting;

public sealed class StartUpTests
{
    private const string ShortKey = "c2hvcnRrZXktY2FuYXJ5";

    [Fact]
    public async Task Every_fault_of_the_settings_comes_up_at_once_with_what_mends_it()
    {
        var message = await FailAsync(services => services.AddAtInvites(options =>
        {
            options.Tokens.HashKey = ShortKey;
            options.Tokens.FormerHashKeys.Add("not base64!");
            options.Spaces.DefaultType = "room";
            options.Policy.MaxUses = 0;
            options.Policy.MaxLifetime = TimeSpan.Zero;
            options.Sweep.Retention = TimeSpan.FromSeconds(-1);
            options.Sweep.Interval = TimeSpan.Zero;
            options.Xrpc.MaxBodyBytes = 1;
            options.Guesses.PerAddress = 0;
            options.Guesses.PerAccount = -1;
            options.Guesses.Global = 0;
            options.Guesses.Window = TimeSpan.Zero;
            options.Callers.Claim = "";
        }));

        string[] faults =
        [
            "AtInvites: Tokens:HashKey has 15 bytes; it needs 32 or more.",
            "AtInvites: Tokens:FormerHashKeys:0 is not base64; give base64 of 32 random bytes or more.",
            "AtInvites: Spaces:DefaultType \"room\" is not an NSID; give one such as com.example.space.",
            "AtInvites: Policy:MaxUses is 0; it needs 1 to 2^53 − 1, or no value for no cap.",
            "AtInvites: Policy:MaxLifetime is 00:00:00; it needs more than zero, or no value for no cap.",
            "AtInvites: Sweep:Retention is -00:00:01; it needs 0 to 36,500 days, or no value to keep ended invites.",
            "AtInvites: Sweep:Interval is 00:00:00; it needs 1 second to 45 days.",
            "AtInvites: Xrpc:MaxBodyBytes is 1; it needs 1,024 to 1,048,576.",
            "AtInvites: Guesses:PerAddress is 0; it needs 1 to 1,000,000,000.",
            "AtInvites: Guesses:PerAccount is -1; it needs 1 to 1,000,000,000.",
            "AtInvites: Guesses:Global is 0; it needs 1 to 1,000,000,000.",
            "AtInvites: Guesses:Window is 00:00:00; it needs 1 second to 1 day.",
            "AtInvites: nobody can call; add .AddServiceAuth(), or .AddCallerScheme(\"your scheme\") for one of your own.",
            "AtInvites: Callers:Claim is empty; name the claim that holds the caller's DID.",
            "AtInvites: ServiceDid is not set; give this service's DID, such as did:web:invites.example.com.",
            "AtInvites: there is no store; add .UseSqlite(\"Data Source=invites.db\") or .UseInMemory().",
        ];
        foreach (var fault in faults) Assert.Contains(fault, message);
        Assert.DoesNotContain(ShortKey, message);
        Assert.DoesNotContain("not base64!", message);
    }

    [Fact]
    public async Task A_setting_above_its_bound_is_named_like_one_below()
    {
        var message = await FailAsync(services => services
            .AddAtInvites(options =>
            {
                options.ServiceDid = HttpHost.ServiceDid;
                options.Policy.MaxUses = 1L << 53;
                options.Sweep.Retention = TimeSpan.FromDays(36_500) + TimeSpan.FromTicks(1);
                options.Sweep.Interval = TimeSpan.FromDays(45) + TimeSpan.FromTicks(1);
                options.Xrpc.MaxBodyBytes = (1024 * 1024) + 1;
                options.Guesses.PerAddress = options.Guesses.PerAccount = options.Guesses.Global = 1_000_000_001;
                options.Guesses.Window = TimeSpan.FromDays(1) + TimeSpan.FromTicks(1);
            })
            .UseInMemory()
            .AddServiceAuth(auth =>
            {
                auth.MaxLifetime = TimeSpan.FromHours(1) + TimeSpan.FromTicks(1);
                auth.ClockSkew = TimeSpan.FromMinutes(5) + TimeSpan.FromTicks(1);
            }));

        string[] settings =
        [
            "Policy:MaxUses", "Sweep:Retention", "Sweep:Interval", "Xrpc:MaxBodyBytes", "ServiceAuth:MaxLifetime",
            "ServiceAuth:ClockSkew", "Guesses:PerAddress", "Guesses:PerAccount", "Guesses:Global", "Guesses:Window",
        ];
        Assert.All(settings, setting => Assert.Contains($"AtInvites: {setting} is ", message));
    }

    [Fact]
    public async Task The_faults_of_service_auth_come_up_with_the_rest()
    {
        var message = await FailAsync(services => services.AddAtInvites()
            .AddServiceAuth(
                auth => auth.MaxLifetime = TimeSpan.Zero, identity => identity.PlcDirectory = new("http://plc.example")));

        Assert.Contains("AtInvites: ServiceDid is not set", message);
        Assert.Contains("AtInvites: there is no store", message);
        Assert.Contains("MaxLifetime", message);
        Assert.Contains("Identity:PlcDirectory", message);
    }

    [Theory]
    [InlineData("invites.example.com"), InlineData("did:web:"), InlineData(" did:web:x")]
    public async Task A_service_DID_that_is_none_is_named(string did) => Assert.Contains(
        $"AtInvites: ServiceDid \"{did}\" is not a DID",
        await FailAsync(services =>
            services.AddAtInvites(options => options.ServiceDid = did).UseInMemory().AddCallerScheme("x")));

    [Fact]
    public async Task Former_keys_without_a_current_one_and_too_many_of_them_are_named()
    {
        var message = await FailAsync(services => services.AddAtInvites(options =>
        {
            for (var i = 0; i < 9; i++) options.Tokens.FormerHashKeys.Add(HttpHost.Key);
        }));

        Assert.Contains("AtInvites: Tokens:FormerHashKeys is set without Tokens:HashKey; set the current key too.", message);
        Assert.Contains("AtInvites: Tokens:FormerHashKeys has 9 keys; at most 8 are tried. Drop the oldest.", message);
        Assert.DoesNotContain(HttpHost.Key, message);
    }

    [Fact]
    public async Task A_scheme_that_does_not_exist_is_named()
    {
        const string Fault = "AtInvites: there is no authentication scheme \"Cokies\"; "
            + "name one that AddAuthentication() has, as it is spelled there.";
        static void Add(IServiceCollection services) => services
            .AddAtInvites(options => options.ServiceDid = HttpHost.ServiceDid).UseInMemory().AddCallerScheme("Cokies");

        Assert.Equal(Fault, await FailAsync(Add));
        Assert.Equal(Fault, await FailAsync(services =>
        {
            services.AddAuthentication("Cookies").AddCookie("Cookies");
            Add(services);
        }));
    }

    [Fact]
    public async Task A_generic_host_starts_with_the_engine_alone()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAtInvites(options => options.ServiceDid = HttpHost.ServiceDid).UseInMemory();
        using var host = builder.Build();

        await host.StartAsync(TestContext.Current.CancellationToken);

        Assert.NotNull(host.Services.GetRequiredService<InviteIssuer>());
    }

    [Fact]
    public void Mapping_without_adding_names_the_call_that_is_missing()
    {
        var app = WebApplication.CreateSlimBuilder().Build();

        var fault = Assert.Throws<InvalidOperationException>(() => app.MapAtInvites());

        Assert.Equal("AtInvites: call builder.Services.AddAtInvites() before app.MapAtInvites().", fault.Message);
    }

    [Theory, OnBothStores]
    public async Task Without_a_hash_key_the_start_warns_once_and_with_one_it_does_not(StoreKind kind)
    {
        await using var bare = await HttpHost.StartAsync(kind, new() { Options = options => options.Tokens.HashKey = null });
        var warning = Assert.Single(bare.Logs.With(6001));
        Assert.Equal(LogLevel.Warning, warning.Level);
        Assert.Contains("AtInvites:Tokens:HashKey", warning.Text);

        await using var keyed = await HttpHost.StartAsync(kind);
        Assert.Empty(keyed.Logs.With(6001));
    }

    [Theory]
    [InlineData("Data Source=:memory:"), InlineData("Data Source=file::memory:")]
    [InlineData("Data Source=file:x?mode=memory&cache=shared")]
    [InlineData("Data Source=x;Mode=Memory;Cache=Shared"), InlineData("Data Source=")]
    [InlineData("")]
    public void SQLite_in_memory_is_refused_with_the_call_that_mends_it(string connection)
    {
        var invites = new ServiceCollection().AddAtInvites();

        var fault = Assert.Throws<ArgumentException>(() => invites.UseSqlite(connection));

        Assert.Contains("call UseInMemory()", fault.Message);
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused()
    {
        using var folder = new TemporaryFolder();
        await (await HttpHost.StartAsync(StoreKind.Sqlite, new() { Folder = folder })).DisposeAsync();
        await using (var connection = new SqliteConnection($"Data Source={folder.Database};Pooling=False"))
        {
            connection.Open();
            using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO atinvites_schema VALUES (999)";
            insert.ExecuteNonQuery();
        }

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(
            () => HttpHost.StartAsync(StoreKind.Sqlite, new() { Folder = folder }));

        Assert.Contains("schema 999", fault.Message);
        Assert.Contains("upgrade the library", fault.Message);
    }

    [Fact]
    public async Task Settings_come_from_configuration_by_their_names()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ServiceDid"] = "did:web:x.example",
            ["Tokens:HashKey"] = HttpHost.Key,
            ["Tokens:FormerHashKeys:0"] = HttpHost.Key,
            ["Policy:MaxUses"] = "9",
            ["Policy:MaxLifetime"] = "1.00:00:00",
            ["Sweep:Retention"] = "00:00:05",
            ["Xrpc:MaxBodyBytes"] = "2048",
            ["Guesses:Enabled"] = "false",
            ["Guesses:Window"] = "00:01:00",
            ["Spaces:DefaultType"] = "com.example.room",
        }).Build();
        var services = new ServiceCollection();
        services.AddAtInvites(configuration).UseInMemory().AddCallerScheme("x");
        await using var provider = services.BuildServiceProvider();

        var options = provider.GetRequiredService<IOptions<AtInvitesOptions>>().Value;

        Assert.Equal(("did:web:x.example", HttpHost.Key, 9L),
            (options.ServiceDid, options.Tokens.HashKey, options.Policy.MaxUses));
        Assert.Equal([HttpHost.Key], options.Tokens.FormerHashKeys);
        Assert.Equal((TimeSpan.FromDays(1), TimeSpan.FromSeconds(5)), (options.Policy.MaxLifetime, options.Sweep.Retention));
        Assert.Equal((2048, "com.example.room"), (options.Xrpc.MaxBodyBytes, options.Spaces.DefaultType));
        Assert.Equal((false, TimeSpan.FromMinutes(1)), (options.Guesses.Enabled, options.Guesses.Window));
    }

    [Fact]
    public async Task A_hosts_own_lexicon_is_in_the_catalog()
    {
        const string document = """{"lexicon":1,"id":"com.example.ping","defs":{"main":{"type":"query"}}}""";
        await using var host = await HttpHost.StartAsync(
            StoreKind.Memory, new() { Builder = invites => invites.AddLexicon(document) });

        Assert.True(host.Services.GetRequiredService<LexiconCatalog>().Contains(Nsid.Parse("com.example.ping")));
    }

    [Theory]
    [InlineData("""{"lexicon":1,"id":"com.example.ping"}""", "lexicon com.example.ping: needs an object \"defs\"")]
    [InlineData(
        """{"lexicon":1,"id":"com.example.a","defs":{"main":{"type":"array","items":{"type":"ref","ref":"com.example.b"}}}}""",
        "com.example.b is no data type in the catalog; add it or mend the ref")]
    public async Task A_hosts_lexicon_that_is_wrong_stops_the_start(string document, string fault)
    {
        var message = await FailAsync(services => services.AddAtInvites(options => options.ServiceDid = HttpHost.ServiceDid)
            .UseInMemory().AddServiceAuth().AddLexicon(document));

        Assert.Contains(fault, message);
    }

    private static async Task<string> FailAsync(Action<IServiceCollection> add)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        add(builder.Services);
        await using var app = builder.Build();
        app.MapAtInvites();

        var fault = await Assert.ThrowsAnyAsync<Exception>(() => app.StartAsync(TestContext.Current.CancellationToken));

        return fault is AggregateException many
            ? string.Join('\n', many.InnerExceptions.Select(one => one.Message))
            : fault.Message;
    }
}
