using AtInvites.PostgresServer;
using AtInvites.Stores.Contracts;
using AtInvites.Stores.Contracts.Processes;
using AtInvites.Stores.Postgres;

namespace AtInvites.Stores.Tests.Postgres;

/// <summary>Four host processes on one durable server. In every round one of them is killed and the server crashes, in the
/// middle of the load.</summary>
public sealed class PostgresCrashTests
{
    private const int Hosts = 4;
    private const int Rounds = 24;

    private readonly List<WorkerAnswer> _answers = [];
    private readonly List<Invite> _invites = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Crashes_of_hosts_and_server_lose_nothing_acknowledged_admit_nobody_twice_and_leave_nobody_waiting()
    {
        TestServer.Require();
        await using var server = await PrivatePostgres.StartAsync();
        var database = await server.CreateDatabaseAsync("storm");
        await using var stores = PostgresStores.Create(database);
        await stores.Schema.MigrateAsync(Cancellation);
        var hosts = new List<StormHost>();
        try
        {
            for (var round = 0; round < Rounds; round++)
            {
                var tokens = await AddInvitesAsync(stores, round);
                foreach (var host in hosts) await host.SayAsync(tokens);
                while (hosts.Count < Hosts)
                {
                    hosts.Add(await StormHost.StartAsync(
                        $"postgres\n{database}", $"h{round}-{hosts.Count}", tokens, Cancellation));
                }

                await Task.WhenAll(hosts.Select(host => host.AnswersAsync(1 + (round * 7 % 23))));
                await CrashAsync(server, hosts, round);
                await Task.WhenAll(hosts.Select(host => host.AnswersAsync(20)));
            }

            foreach (var host in hosts) await EndAsync(host);
        }
        finally
        {
            foreach (var host in hosts) host.Dispose();
        }

        await AssertWholeAsync(stores);
    }

    private async Task CrashAsync(PrivatePostgres server, List<StormHost> hosts, int round)
    {
        var victim = hosts[round % hosts.Count];
        hosts.Remove(victim);
        var stop = server.StopAtOnceAsync();
        await victim.KillAsync();
        _answers.AddRange(victim.Answers);
        victim.Dispose();
        await stop;
        await server.StartAsync();
    }

    private async Task EndAsync(StormHost host)
    {
        await host.EndAsync();
        Assert.NotNull(host.Counts);
        var (called, answered, failed) = (host.Counts[0], host.Counts[1], host.Counts[2]);
        Assert.Equal(called, answered + failed);
        Assert.Equal(answered, host.Answers.Count);
        _answers.AddRange(host.Answers);
    }

    /// <summary>New invites, and the line that tells the hosts.</summary>
    private async Task<string> AddInvitesAsync(StoreSet stores, int round)
    {
        var invites = new List<Invite>();
        foreach (var (name, maxUses) in new[] { ("any", (long?)null), ("seven", 7), ("hot", 1_000_000) })
            invites.Add(Given.Invite($"{name}-{round}", $"{name}-{round}") with { MaxUses = maxUses, ExpiresAt = null });
        foreach (var invite in invites)
            Assert.Equal(AddStatus.Added, await AddAsync(stores, invite));
        _invites.AddRange(invites);
        return string.Join(' ', invites.Select(invite => invite.Token.ToHex()));
    }

    /// <summary>The test's own sessions are lost with the server too, and say so once.</summary>
    private static async Task<AddStatus> AddAsync(StoreSet stores, Invite invite)
    {
        try
        {
            return await stores.Invites.AddAsync(invite, Cancellation);
        }
        catch (Npgsql.NpgsqlException)
        {
            return await stores.Invites.AddAsync(invite, Cancellation);
        }
    }

    private async Task AssertWholeAsync(StoreSet stores)
    {
        var pending = (await stores.Outbox.PendingAsync(int.MaxValue, null, Cancellation)).ToLookup(row => row.Token);
        var answers = _answers.ToLookup(answer => answer.Token);
        foreach (var invite in _invites)
        {
            var found = await stores.Invites.FindAsync(invite.Token, Cancellation);
            Assert.NotNull(found);
            var ledger = pending[invite.Token].Select(row => row.Account).ToList();
            Assert.Equal(found.Uses, ledger.Count);
            Assert.Equal(ledger.Count, ledger.Distinct().Count());
            if (invite.MaxUses is { } limit) Assert.InRange(found.Uses, 0, limit);
            var mine = answers[invite.Token].ToList();
            var admitted = mine.Where(answer => answer.Status == RedeemStatus.Admitted).Select(answer => answer.Account).ToList();
            Assert.Equal(admitted.Count, admitted.Distinct().Count());
            var held = mine.Where(answer => answer.Status == RedeemStatus.AlreadyAdmitted).Select(answer => answer.Account);
            Assert.Subset(ledger.ToHashSet(), admitted.Concat(held).ToHashSet());
            Assert.NotEmpty(ledger);
        }

        Assert.Contains(_answers, answer => answer.Status == RedeemStatus.Exhausted);
    }
}
