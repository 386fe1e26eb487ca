using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Tests.Accounts;

/// <summary>Account codes that are used, and refused, in every way there is.</summary>
internal static class EveryCodeOutcome
{
    public static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Makes five codes, one of them earned, and disables two, one of them by its lineage. Each way to redeem is gone
    /// once; of three seats one is committed twice, one too late, and one is given back.</summary>
    public static async Task MakeAsync(AccountHost host)
    {
        host.Clock.Advance(Interval);
        Assert.Single(AccountHost.Codes(await host.OwnAsync(HttpHost.Alice)));
        var (open, spent, disabled) = (await host.MintAsync(9), await host.MintAsync(), await host.MintAsync());
        var down = await host.MintAsync(1, HttpHost.Bob);
        (await host.AdminAsync("disableInviteCodes", $$"""{"codes":["{{disabled}}"]}""")).ShouldBeOk();
        var lineage = host.Http.Services.GetRequiredService<InviteLineage>();
        foreach (var isDryRun in (bool[])[true, false])
            Assert.Single(await lineage.DisableSubtreeAsync(Did.Parse(HttpHost.Alice), 1, isDryRun, Token));
        host.Accounts.TakeDown(HttpHost.Bob);

        Assert.Equal(CodeStatus.Granted, await host.UseAsync(spent, HttpHost.Carol));
        Assert.Equal(CodeStatus.AlreadyUsed, await host.UseAsync(spent, HttpHost.Carol));
        foreach (var code in (string[])[spent, disabled, down, "a-guess"])
        {
            await host.UseAsync(code, HttpHost.Alice);
            await using var refused = await ReserveAsync(host, code);
            Assert.False(refused.IsHeld);
        }

        await UseSeatsAsync(host, open);
    }

    private static async Task UseSeatsAsync(AccountHost host, string code)
    {
        var carol = Did.Parse(HttpHost.Carol);
        await using (var kept = await ReserveAsync(host, code))
        {
            Assert.Equal(CommitStatus.Committed, await kept.CommitAsync(carol, Token));
            Assert.Equal(CommitStatus.AlreadyCommitted, await kept.CommitAsync(carol, Token));
        }

        await (await ReserveAsync(host, code)).DisposeAsync();
        await using var late = await ReserveAsync(host, code);
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(CommitStatus.NoSeat, await late.CommitAsync(Did.Parse(HttpHost.Alice), Token));
    }

    private static async Task<InviteSeat> ReserveAsync(AccountHost host, string code) => await host.Http.Services
        .GetRequiredService<CodeReserver>().ReserveAsync(code, "holder", TimeSpan.FromMinutes(2), Token);
}
