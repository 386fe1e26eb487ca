using System.Diagnostics;
using System.Diagnostics.Metrics;
using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tests.Accounts;
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
    public async Task Counters_count_every_outcome_of_account_codes(StoreKind kind)
    {
        await using var host = await AccountHost.StartAsync(
            kind, new() { Options = options => options.Accounts.Interval = EveryCodeOutcome.Interval });
        using var counts = new MeterBook(host.Http.Services.GetRequiredService<IMeterFactory>());
        await EveryCodeOutcome.MakeAsync(host);

        Assert.Equal(
            [
                "atinvites.codes.commits outcome=already_committed 1", "atinvites.codes.commits outcome=committed 1",
                "atinvites.codes.commits outcome=no_seat 1",
                "atinvites.codes.disabled 2", "atinvites.codes.minted 5",
                "atinvites.codes.redemptions outcome=already_used 1", "atinvites.codes.redemptions outcome=disabled 1",
                "atinvites.codes.redemptions outcome=exhausted 1", "atinvites.codes.redemptions outcome=granted 1",
                "atinvites.codes.redemptions outcome=owner_taken_down 1", "atinvites.codes.redemptions outcome=unknown 1",
                "atinvites.codes.releases 1",
                "atinvites.codes.reservations outcome=disabled 1", "atinvites.codes.reservations outcome=exhausted 1",
                "atinvites.codes.reservations outcome=granted 3", "atinvites.codes.reservations outcome=owner_taken_down 1",
                "atinvites.codes.reservations outcome=unknown 1",
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

        AssertOnly(
            activities, parent,
            "invite.redeem outcome=admitted", "invite.redeem outcome=already_admitted", "invite.redeem outcome=unknown",
            "invite.mint ");
    }

    [Theory, OnBothStores]
    public async Task Activities_of_account_codes_name_the_outcome_and_no_code_hash_or_account(StoreKind kind)
    {
        await using var host = await AccountHost.StartAsync(kind);
        var code = await host.MintAsync();
        var bob = Did.Parse(HttpHost.Bob);
        using var activities = new ActivityBook(InviteTelemetry.Name);
        using var parent = new Activity("test").Start();
        var reserver = host.Http.Services.GetRequiredService<CodeReserver>();
        await using (await reserver.ReserveAsync(code, "holder", TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken))
            await reserver.RedeemAsync(code, bob, TestContext.Current.CancellationToken);
        await reserver.RedeemAsync(code, bob, TestContext.Current.CancellationToken);
        await reserver.RedeemAsync(code, bob, TestContext.Current.CancellationToken);
        await reserver.ReserveAsync("a-guess", "holder", TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        await host.Http.Services.GetRequiredService<CodeIssuer>().IssueAsync(
            new() { Owners = [CodeOwner.Of(bob)], CodesEach = 1, Uses = 1 }, TestContext.Current.CancellationToken);

        AssertOnly(
            activities, parent,
            "code.reserve outcome=granted", "code.redeem outcome=exhausted", "code.redeem outcome=granted",
            "code.redeem outcome=already_used", "code.reserve outcome=unknown", "code.mint ");
    }

    private static void AssertOnly(ActivityBook activities, Activity parent, params string[] expected)
    {
        var mine = activities.Stopped.Where(one => one.TraceId == parent.TraceId).ToArray();

        Assert.Equal(
            expected,
            mine.Select(one =>
                $"{one.OperationName} {string.Join(' ', one.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))}"));
        Assert.All(mine, one =>
            Assert.Empty(one.Events.Select(entry => entry.Name).Concat(one.Baggage.Select(item => item.Key))));
    }
}
