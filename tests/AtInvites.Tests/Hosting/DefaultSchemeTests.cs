using AtInvites.Authentication;
using AtInvites.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Tests.Hosting;

/// <summary>Service auth and the administration beside a host's own authentication change nothing for its other
/// endpoints.</summary>
public sealed class DefaultSchemeTests
{
    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task The_hosts_only_scheme_stays_its_default(bool isFirst) => Assert.Equal("Mine", await DefaultAsync(services =>
    {
        if (isFirst) services.AddAuthentication().AddCookie("Mine");
        services.AddAtInvites().AddServiceAuth().AddAdminPassword("x");
        if (!isFirst) services.AddAuthentication().AddCookie("Mine");
    }));

    [Fact]
    public async Task The_default_that_the_host_names_stays() => Assert.Equal("Other", await DefaultAsync(services =>
    {
        services.AddAuthentication("Other").AddCookie("Mine").AddCookie("Other");
        services.AddAtInvites().AddServiceAuth().AddAdminPassword("x");
    }));

    [Fact]
    public async Task A_host_with_two_schemes_and_no_default_still_has_none() => Assert.Null(await DefaultAsync(services =>
    {
        services.AddAuthentication().AddCookie("Mine").AddCookie("Other");
        services.AddAtInvites().AddServiceAuth().AddAdminPassword("x");
    }));

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task The_administration_alone_beside_the_hosts_only_scheme_leaves_it_the_default(bool isFirst) =>
        Assert.Equal("Mine", await DefaultAsync(services =>
        {
            if (isFirst) services.AddAuthentication().AddCookie("Mine");
            services.AddAtInvites().AddAdminPassword("x");
            if (!isFirst) services.AddAuthentication().AddCookie("Mine");
        }));

    [Fact]
    public async Task The_administration_is_never_the_default() =>
        Assert.Null(await DefaultAsync(services => services.AddAtInvites().AddAdminPassword("x")));

    [Fact]
    public async Task Service_auth_alone_is_the_default_with_and_without_the_administration()
    {
        Assert.Equal(ServiceAuthDefaults.Scheme, await DefaultAsync(services => services.AddAtInvites().AddServiceAuth()));
        Assert.Equal(ServiceAuthDefaults.Scheme, await DefaultAsync(
            services => services.AddAtInvites().AddAdminPassword("x").AddServiceAuth()));
    }

    private static async Task<string?> DefaultAsync(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        add(services);
        await using var provider = services.BuildServiceProvider();
        return (await provider.GetRequiredService<IAuthenticationSchemeProvider>().GetDefaultChallengeSchemeAsync())?.Name;
    }
}
