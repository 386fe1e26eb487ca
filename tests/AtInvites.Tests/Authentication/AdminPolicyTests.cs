using AtInvites.Hosting;
using AtInvites.Redemption;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using static AtInvites.Tests.Authentication.AdminHost;

namespace AtInvites.Tests.Authentication;

/// <summary>The administration by a policy of the host's, and how a host is set up.</summary>
public sealed class AdminPolicyTests
{
    private const string Needed = "AtInvites: nobody can administrate account codes; "
        + "set Admin:Password or add .AddAdminPassword(password), "
        + "or .AddAdminPolicy(\"your policy\") for an authorization policy of your own.";

    [Fact]
    public async Task A_policy_of_the_hosts_decides_with_its_own_schemes()
    {
        await using var host = await StartWithAsync(invites => AddOperators(invites.AddAdminPassword(Password))
            .AddAdminPolicy("None").AddAdminPolicy("Operators"));

        (await host.CallAsync(Ping, caller: "sub=did:plc:alice;role=operator")).ShouldBeOk();
        foreach (var caller in new[] { null, "refuse", "did:plc:alice", "sub=did:plc:alice;role=guest", "operator" })
            (await host.CallAsync(Ping, caller: caller)).ShouldBeRefused("Bearer");
        (await host.CallAsync(Ping, Basic("admin", Password))).ShouldBeRefused("Bearer");
        (await host.CallAsync(Ping, Basic("admin", ""))).ShouldBeRefused("Bearer");
    }

    [Fact]
    public async Task A_policy_without_schemes_asks_the_hosts_default()
    {
        await using var host = await StartWithAsync(invites =>
        {
            invites.Services.AddAuthorization(options => options.AddPolicy("Any", policy => policy.RequireClaim("role")));
            invites.AddAdminPolicy("Any");
        });

        (await host.CallAsync(Ping, caller: "role=x")).ShouldBeOk();
        (await host.CallAsync(Ping, caller: HttpHost.Alice)).ShouldBeRefused("Bearer");
        (await host.CallAsync(Ping)).ShouldBeRefused("Bearer");
    }

    [Fact]
    public async Task A_policy_that_does_not_exist_stops_the_start()
    {
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(
            () => StartWithAsync(invites => AddOperators(invites).AddAdminPolicy("operators ")));

        Assert.Equal(
            "AtInvites: there is no authorization policy \"operators \"; "
            + "name one that AddAuthorization() has, as it is spelled there.",
            fault.Message);
    }

    [Fact]
    public async Task Password_and_policy_together_stop_the_start_without_showing_the_password()
    {
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => StartWithAsync(
            invites => AddOperators(invites).AddAdminPolicy("Operators")
                .Services.Configure<AtInvitesOptions>(options => options.Admin.Password = Password)));

        Assert.Equal("AtInvites: Admin:Password and Admin:Policy are both set; leave one of them.", fault.Message);
    }

    [Theory, InlineData(null), InlineData("")]
    public async Task Account_codes_without_an_administration_stop_the_start_of_a_host_that_listens(string? password)
    {
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => StartWithAsync(
            AddDirectory, options: options => options.Admin.Password = password));
        Assert.Equal(Needed, fault.Message);

        await using var spacesOnly = await StartWithAsync(_ => { }, options: options => options.Admin.Password = password);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        AddDirectory(builder.Services.AddAtInvites(options =>
            (options.ServiceDid, options.Tokens.HashKey) = (HttpHost.ServiceDid, HttpHost.Key)).UseInMemory());
        using var engineOnly = builder.Build();
        await engineOnly.StartAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Account_codes_start_with_either_administration()
    {
        await using var byPassword = await StartWithAsync(AddDirectory, options: options => options.Admin.Password = Password);
        await using var byPolicy = await StartWithAsync(invites =>
        {
            AddDirectory(invites);
            AddOperators(invites).AddAdminPolicy("Operators");
        });
    }

    [Fact]
    public void The_password_comes_from_configuration_and_shows_in_no_text_of_the_settings()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ServiceDid"] = HttpHost.ServiceDid,
                ["Admin:Password"] = Password,
            }).Build();
        var services = new ServiceCollection();
        services.AddAtInvites(configuration).UseInMemory();
        using var provider = services.BuildServiceProvider();

        var admin = provider.GetRequiredService<IOptions<AtInvitesOptions>>().Value.Admin;

        Assert.Equal(Password, admin.Password);
        Assert.Null(admin.Policy);
        Assert.DoesNotContain(Password, $"{admin} {new AtInvites.Authentication.AdminPassword(admin)}");
    }

    private static AtInvitesBuilder AddOperators(AtInvitesBuilder invites)
    {
        invites.Services.AddAuthorization(options => options.AddPolicy(
            "Operators", policy => policy.AddAuthenticationSchemes(CallerByHeader.SchemeName).RequireClaim("role", "operator")));
        return invites;
    }

    private static void AddDirectory(AtInvitesBuilder invites) =>
        invites.Services.AddSingleton<IAccountDirectory, NoAccounts>();

    private sealed class NoAccounts : IAccountDirectory
    {
        public ValueTask<AccountStanding?> FindAsync(Did account, CancellationToken cancellationToken) => default;
    }
}
