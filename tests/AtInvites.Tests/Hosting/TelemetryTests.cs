using System.Diagnostics;
using System.Diagnostics.Metrics;
using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Syntax;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Tests.Hosting;

[Collection(ProcessWide.Name)]
public sealed class TelemetryTests
{
    [Theory, OnBothStores]
    public async Task Counters_count_every_outcome(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind, new()
        {
            Options = options => options.Sweep.Retention = TimeSpan.Zero,
            Builder = invites =>
            {
                invites.Services.AddSingleton(new GuestBook.Pages());
                invites.AddAdmissionSink<GuestBook>();
            },
        });
        using var counts = new MeterBook(host.Services.GetRequiredService<IMeterFactory>());
        await EveryOutcome.MakeAsync(host);
        host.Clock.Advance(TimeSpan.FromSeconds(5));
        await host.Services.GetRequiredService<InviteSweeper>().SweepAsync(TestContext.Current.CancellationToken);
        while (counts.Of("atinvites.admissions.told") < 3) await Task.Yield();

        Assert.Equal(
            [
                "atinvites.admissions.told 3", "atinvites.invites.minted 5", "atinvites.invites.revoked 1",
                "atinvites.invites.swept 3",
                "atinvites.redemptions outcome=admitted 3", "atinvites.redemptions outcome=already_admitted 1",
                "atinvites.redemptions outcome=exhausted 1", "atinvites.redemptions outcome=expired 1",
                "atinvites.redemptions outcome=removed 1", "atinvites.redemptions outcome=revoked 1",
                "atinvites.redemptions outcome=unknown 2",
            ],
            counts.Totals);
    }

    [Theory, OnBothStores]
    public async Task Activities_name_the_outcome_and_no_token_hash_or_account(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var invite = await host.MintAsync(await host.CreateSpaceAsync());
        using var activities = new ActivityBook(InviteTelemetry.Name);
        using var parent = new Activity("test").Start();
        var redeemer = host.Services.GetRequiredService<InviteRedeemer>();
        await redeemer.RedeemAsync(invite.Token, Did.Parse(HttpHost.Bob), TestContext.Current.CancellationToken);
        await redeemer.RedeemAsync(invite.Token, Did.Parse(HttpHost.Bob), TestContext.Current.CancellationToken);
        await redeemer.RedeemAsync(new('A', 43), Did.Parse(HttpHost.Bob), TestContext.Current.CancellationToken);
        await host.Services.GetRequiredService<InviteIssuer>().IssueAsync(
            new() { Space = AtUri.Parse(invite.Space), Perms = Perms.Read, CreatedBy = Did.Parse(HttpHost.Alice) },
            TestContext.Current.CancellationToken);

        var mine = activities.Stopped.Where(one => one.TraceId == parent.TraceId).ToArray();

        Assert.Equal(
            ["invite.redeem outcome=admitted", "invite.redeem outcome=already_admitted", "invite.redeem outcome=unknown",
                "invite.mint "],
            mine.Select(one =>
                $"{one.OperationName} {string.Join(' ', one.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))}"));
        Assert.All(mine, one =>
            Assert.Empty(one.Events.Select(entry => entry.Name).Concat(one.Baggage.Select(item => item.Key))));
    }
}
