using AtInvites.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Tests.Hosting;

/// <summary>Service auth beside a host's own authentication changes nothing for its other endpoints.</summary>
public sealed class DefaultSchemeTests
{
    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task The_hosts_only_scheme_stays_its_default(bool isFirst) => Assert.Equal("Mine", await DefaultAsync(services =>
    {
        if (isFirst) services.AddAuthentication().AddCookie("Mine");
        services.AddAtInvites().AddServiceAuth();
        if (!isFirst) services.AddAuthentication().AddCookie("Mine");
    }));

    [Fact]
    public async Task The_default_that_the_host_names_stays() => Assert.Equal("Other", await DefaultAsync(services =>
    {
        services.AddAuthentication("Other").AddCookie("Mine").AddCookie("Other");
        services.AddAtInvites().AddServiceAuth();
    }));

    [Fact]
    public async Task A_host_with_two_schemes_and_no_default_still_has_none() => Assert.Null(await DefaultAsync(services =>
    {
        services.AddAuthentication().AddCookie("Mine").AddCookie("Other");
        services.AddAtInvites().AddServiceAuth();
    }));

    private static async Task<string?> DefaultAsync(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        add(services);
        await using var provider = services.BuildServiceProvider();
        return (await provider.GetRequiredService<IAuthenticationSchemeProvider>().GetDefaultChallengeSchemeAsync())?.Name;
    }
}
