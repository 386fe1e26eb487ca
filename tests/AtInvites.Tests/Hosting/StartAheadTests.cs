using AtInvites.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Tests.Hosting;

/// <summary>What makes a host start sooner.</summary>
public sealed class StartAheadTests
{
    [Fact]
    public void Whatever_runs_ahead_runs_to_its_end() =>
        Assert.All(StartAhead.All, ahead => Assert.Null(Record.Exception(ahead.Run)));

    [Fact]
    public async Task Schemes_of_the_library_bring_no_Data_Protection_keys_and_leave_those_of_the_host()
    {
        await using var own = Provider(_ => { });
        Assert.Null(own.GetService<IDataProtectionProvider>());
        Assert.NotNull(await own.GetRequiredService<IAuthenticationSchemeProvider>().GetDefaultAuthenticateSchemeAsync());
        await using var beside = Provider(services => services.AddAuthentication());
        Assert.NotNull(beside.GetService<IDataProtectionProvider>());
    }

    private static ServiceProvider Provider(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        services.AddAtInvites().AddServiceAuth().AddAdminPassword("x");
        add(services);
        return services.BuildServiceProvider();
    }
}
