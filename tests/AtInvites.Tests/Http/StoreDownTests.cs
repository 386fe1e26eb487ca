using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using AtInvites.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace AtInvites.Tests.Http;

public sealed class StoreDownTests
{
    [Fact]
    public async Task A_file_that_another_connection_holds_is_503_and_the_retry_succeeds()
    {
        using var folder = new TemporaryFolder();
        await using var host = await HttpHost.StartAsync(StoreKind.Sqlite,
            new() { Folder = folder, Connection = "Default Timeout=1" });
        var invite = await host.MintAsync(await host.CreateSpaceAsync(), ("maxUses", 1));
        var state = await host.StateAsync();
        await using (var holder = new SqliteConnection($"Data Source={folder.Database};Pooling=False"))
        {
            holder.Open();
            using var begin = holder.CreateCommand();
            begin.CommandText = "BEGIN EXCLUSIVE";
            begin.ExecuteNonQuery();

            var start = Stopwatch.GetTimestamp();
            ShouldBeDown(await host.RedeemAsync(HttpHost.Bob, invite.Token));
            Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(4.5));
            ShouldBeDown(await host.PostAsync("invite.create", HttpHost.Alice, new JsonObject { ["spaceUri"] = invite.Space }));
            ShouldBeDown(await host.RevokeAsync(invite));
        }

        Assert.Equal(state, await host.StateAsync());
        (await host.RedeemAsync(HttpHost.Bob, invite.Token)).ShouldBeOk();
        (await host.RedeemAsync(HttpHost.Carol, invite.Token)).ShouldBe(HttpStatusCode.BadRequest, "InvalidInvite");
    }

    [Theory, OnBothStores]
    public async Task A_store_that_fails_before_it_writes_takes_no_use(StoreKind kind) =>
        await FailAsync(kind, afterwards: false);

    [Theory, OnBothStores]
    public async Task A_store_that_fails_after_it_wrote_takes_one_use_and_the_retry_none(StoreKind kind) =>
        await FailAsync(kind, afterwards: true);

    [Fact]
    public async Task A_fault_is_logged_with_the_method_and_without_the_token()
    {
        FailingRedemptions? faults = null;
        await using var host = await HttpHost.StartAsync(
            StoreKind.Memory, new() { Around = stores => stores with { Redemptions = faults = new(stores.Redemptions) } });
        var invite = await host.MintAsync(await host.CreateSpaceAsync());
        faults!.FailNext(afterwards: false);

        ShouldBeDown(await host.RedeemAsync(HttpHost.Bob, invite.Token));

        Assert.Contains("rsvp.atmo.space.invite.redeem", Assert.Single(host.Logs.With(3001)).Text);
        Assert.DoesNotContain(invite.Token, host.Logs.Text);
    }

    private static async Task FailAsync(StoreKind kind, bool afterwards)
    {
        FailingRedemptions? faults = null;
        await using var host = await HttpHost.StartAsync(
            kind, new() { Around = stores => stores with { Redemptions = faults = new(stores.Redemptions) } });
        var invite = await host.MintAsync(await host.CreateSpaceAsync(), ("maxUses", 1));
        var state = await host.StateAsync();
        faults!.FailNext(afterwards);

        ShouldBeDown(await host.RedeemAsync(HttpHost.Bob, invite.Token));

        Assert.Equal(!afterwards, state == await host.StateAsync());
        (await host.RedeemAsync(HttpHost.Bob, invite.Token)).ShouldBeOk();
        var list = (await host.GetAsync("invite.list", HttpHost.Alice, "spaceUri", invite.Space)).ShouldBeOk();
        Assert.Equal(1, list.Json.GetProperty("invites")[0].GetProperty("usedCount").GetInt64());
    }

    private static void ShouldBeDown(HostAnswer answer)
    {
        Assert.Equal(
            """{"error":"ServiceUnavailable","message":"The service cannot answer just now; try again"}""", answer.Body);
        Assert.Equal((503, "1"), (answer.Status, answer.Headers["Retry-After"]));
    }
}
