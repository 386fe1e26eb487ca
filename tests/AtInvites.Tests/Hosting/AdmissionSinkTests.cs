using AtInvites.Redemption;
using AtInvites.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AtInvites.Tests.Hosting;

public sealed class AdmissionSinkTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothStores]
    public async Task A_sink_is_told_once_of_each_admission_and_of_no_repeat_or_refusal(StoreKind kind)
    {
        var pages = new GuestBook.Pages();
        await using var host = await HttpHost.StartAsync(kind, With(pages));
        var invite = await host.MintAsync(await host.CreateSpaceAsync(), ("perms", "read"), ("maxUses", 2));

        foreach (var caller in new[] { HttpHost.Bob, HttpHost.Bob, HttpHost.Carol, "did:plc:late" })
            await host.RedeemAsync(caller, invite.Token);

        var told = new[] { await pages.NextAsync(), await pages.NextAsync() };
        Assert.Equal([HttpHost.Bob, HttpHost.Carol], told.Select(one => one.Account.Value).Order());
        Assert.All(told, one => Assert.Equal(
            (invite.Hash, invite.Space, Perms.Read, HttpHost.Alice, host.Clock.GetUtcNow()),
            (one.Token.ToHex(), one.Space.Value, one.Perms, one.InvitedBy.Value, one.At)));
        await EmptyAsync(host);
        Assert.Equal(0, pages.Count);
    }

    [Theory, OnBothStores]
    public async Task A_sink_that_throws_is_told_again_when_the_clock_moves_on(StoreKind kind)
    {
        var pages = new GuestBook.Pages { Refusals = 2 };
        await using var host = await HttpHost.StartAsync(kind, With(pages));
        var invite = await host.MintAsync(await host.CreateSpaceAsync());

        (await host.RedeemAsync(HttpHost.Bob, invite.Token)).ShouldBeOk();

        for (var refused = 0; refused < 2; refused++)
        {
            await pages.Tries.Reader.ReadAsync(Token);
            Assert.Equal(0, pages.Count);
            await Until(() => host.Clock.Waiting > 0);
            host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(HttpHost.Bob, (await pages.NextAsync()).Account.Value);
        await EmptyAsync(host);
        Assert.Equal(2, host.Logs.With(1001).Count());
    }

    [Fact]
    public async Task What_waited_when_the_process_ended_is_told_after_the_next_start()
    {
        using var folder = new TemporaryFolder();
        await using (var before = await HttpHost.StartAsync(StoreKind.Sqlite, new() { Folder = folder }))
        {
            var invite = await before.MintAsync(await before.CreateSpaceAsync());
            (await before.RedeemAsync(HttpHost.Bob, invite.Token)).ShouldBeOk();
            (await before.RedeemAsync(HttpHost.Carol, invite.Token)).ShouldBeOk();
        }

        var pages = new GuestBook.Pages();
        await using var after = await HttpHost.StartAsync(StoreKind.Sqlite, With(pages, folder));

        var told = new[] { await pages.NextAsync(), await pages.NextAsync() };
        Assert.Equal([HttpHost.Bob, HttpHost.Carol], told.Select(one => one.Account.Value).Order());
        await EmptyAsync(after);
    }

    [Theory, OnBothStores]
    public async Task Two_sinks_are_both_told_and_an_admission_waits_until_both_took_it(StoreKind kind)
    {
        var (first, second) = (new GuestBook.Pages(), new SecondGuestBook.SecondPages { Refusals = 1 });
        await using var host = await HttpHost.StartAsync(kind, new()
        {
            Builder = invites =>
            {
                invites.Services.AddSingleton(first);
                invites.Services.AddSingleton(second);
                invites.AddAdmissionSink<GuestBook>().AddAdmissionSink<SecondGuestBook>();
            },
        });
        (await host.RedeemAsync(HttpHost.Bob, (await host.MintAsync(await host.CreateSpaceAsync())).Token)).ShouldBeOk();

        await first.NextAsync();
        await second.Tries.Reader.ReadAsync(Token);
        await Until(() => host.Clock.Waiting > 0);
        Assert.Single(await host.Stores.Outbox.PendingAsync(10, null, Token));
        host.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(HttpHost.Bob, (await second.NextAsync()).Account.Value);
        Assert.Equal(HttpHost.Bob, (await first.NextAsync()).Account.Value);
        await EmptyAsync(host);
    }

    [Theory, OnBothStores]
    public async Task One_admission_that_a_sink_refuses_does_not_hold_up_the_others(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var invite = await host.MintAsync(await host.CreateSpaceAsync());
        for (var i = 0; i < 250; i++) (await host.RedeemAsync($"did:plc:g{i}", invite.Token)).ShouldBeOk();
        var pages = new GuestBook.Pages { Refusals = 1 };
        var delivery = ActivatorUtilities.CreateInstance<AdmissionDelivery>(host.Services,
            (IEnumerable<IAdmissionSink>)[new GuestBook(pages)]);

        Assert.False(await delivery.DeliverAsync(Token));
        Assert.Equal(249, pages.Count);
        Assert.True(await delivery.DeliverAsync(Token));
        Assert.Equal(250, pages.Count);
    }

    [Theory, OnBothStores]
    public async Task Hundreds_of_admissions_that_a_sink_refuses_do_not_hold_up_the_others(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var invite = await host.MintAsync(await host.CreateSpaceAsync());
        for (var i = 0; i < 250; i++) (await host.RedeemAsync($"did:plc:g{i}", invite.Token)).ShouldBeOk();
        var pages = new GuestBook.Pages { Refusals = 200 };
        var delivery = ActivatorUtilities.CreateInstance<AdmissionDelivery>(host.Services,
            (IEnumerable<IAdmissionSink>)[new GuestBook(pages)]);

        for (var call = 0; call < 3; call++) Assert.False(await delivery.DeliverAsync(Token));
        Assert.Equal(50, pages.Count);
        Assert.True(await delivery.DeliverAsync(Token));
        Assert.Equal(250, pages.Count);
    }

    [Theory, OnBothStores]
    public async Task An_outbox_that_cannot_be_read_is_logged_and_read_again(StoreKind kind)
    {
        var pages = new GuestBook.Pages();
        await using var host = await HttpHost.StartAsync(kind, new()
        {
            Around = stores => stores with { Outbox = new FailingOutbox(stores.Outbox, failures: 1) },
            Builder = invites =>
            {
                invites.Services.AddSingleton(pages);
                invites.AddAdmissionSink<GuestBook>();
            },
        });
        await Until(() => host.Clock.Waiting > 0);
        (await host.RedeemAsync(HttpHost.Bob, (await host.MintAsync(await host.CreateSpaceAsync())).Token)).ShouldBeOk();

        host.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(HttpHost.Bob, (await pages.NextAsync()).Account.Value);
        Assert.Single(host.Logs.With(6004));
    }

    [Fact]
    public async Task An_outbox_that_fails_while_the_host_stops_fails_no_host()
    {
        var outbox = new DyingOutbox();
        await using var host = await HttpHost.StartAsync(StoreKind.Memory, new()
        {
            Around = stores => stores with { Outbox = outbox },
            Builder = invites =>
            {
                invites.Services.AddSingleton(new GuestBook.Pages());
                invites.AddAdmissionSink<GuestBook>();
            },
        });
        await outbox.Asked;

        await host.Services.GetRequiredService<IHost>().StopAsync(Token);

        Assert.Single(host.Logs.With(6004));
        Assert.DoesNotContain(host.Logs.Entries, entry => entry.Level >= LogLevel.Error);
    }

    private static HostSettings With(GuestBook.Pages pages, TemporaryFolder? folder = null) => new()
    {
        Folder = folder,
        Builder = invites =>
        {
            invites.Services.AddSingleton(pages);
            invites.AddAdmissionSink<GuestBook>();
        },
    };

    private static async Task EmptyAsync(HttpHost host)
    {
        while ((await host.Stores.Outbox.PendingAsync(10, null, Token)).Count > 0) await Task.Yield();
    }

    private static async Task Until(Func<bool> isSo)
    {
        while (!isSo())
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
