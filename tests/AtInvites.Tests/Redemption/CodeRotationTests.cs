using System.Collections.Concurrent;
using AtInvites.Stores;
using AtInvites.Tests.Hosting;
using AtInvites.Tokens;

namespace AtInvites.Tests.Redemption;

public sealed class CodeRotationTests
{
    private const int Callers = 16;
    private const int Rings = 4;

    private static string Key(int ring) => Convert.ToBase64String([.. Enumerable.Repeat((byte)(ring + 1), 32)]);

    private static TokenOptions Tokens(int ring) =>
        new() { HashKey = Key(ring), FormerHashKeys = [.. Enumerable.Range(0, ring).Reverse().Select(Key)] };

    [Theory, OnBothStores]
    public async Task While_the_hash_key_is_rotated_under_load_nothing_is_lost_and_nobody_refused(StoreKind kind)
    {
        var rounds = kind == StoreKind.Memory ? 200 : 20;
        await using var first = await CodeEngine.StartAsync(kind, new() { Tokens = Tokens(0) });
        var engines = new List<CodeEngine> { first };
        for (var ring = 1; ring < Rings; ring++) engines.Add(first.Beside(new() { Tokens = Tokens(ring) }));
        var early = await first.MintAsync(Callers * rounds, 1, CodeOwner.Admin);
        var (current, done) = (0, 0);
        var used = new ConcurrentDictionary<string, int>();

        async Task CallAsync(int account, string code)
        {
            await using (var seat = await engines[Volatile.Read(ref current)].ReserveAsync(code, $"{account}"))
            {
                Assert.Equal(CodeStatus.Granted, seat.Status);
                Assert.Equal(CommitStatus.Committed, await seat.CommitAsync(CodeEngine.Account(account), CancellationToken.None));
            }

            Assert.Equal(CodeStatus.AlreadyUsed, await engines[Volatile.Read(ref current)].RedeemAsync(code, account));
            Assert.True(used.TryAdd(code, account));
            // The next ring comes after each share of the sign-ups, in the middle of the others' work.
            if (Interlocked.Increment(ref done) % (2 * Callers * rounds / Rings) == 0 && Volatile.Read(ref current) < Rings - 1)
                Interlocked.Increment(ref current);
        }

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var round = 0; round < rounds; round++)
            {
                var account = 2 * ((caller * rounds) + round);
                await CallAsync(account, early[(caller * rounds) + round]);
                await CallAsync(account + 1, await engines[Volatile.Read(ref current)].MintAsync());
            }
        })));

        Assert.Equal((Rings - 1, 2 * Callers * rounds), (current, used.Count));
        await AssertWholeAsync(engines, used);
        foreach (var engine in engines.Skip(1)) await engine.DisposeAsync();
    }

    /// <summary>Every code is there once, with its text and its one use, under the key it was minted with.</summary>
    private static async Task AssertWholeAsync(List<CodeEngine> engines, ConcurrentDictionary<string, int> used)
    {
        var query = new CodeQuery { Sort = CodeSort.Recent, Limit = 500 };
        var (listed, keys) = (0, new HashSet<string>());
        do
        {
            var page = await engines[^1].Lister.ListAsync(query, CancellationToken.None);
            foreach (var code in page.Items)
            {
                Assert.Equal(CodeEngine.Account(used[code.Code.Reveal()]), Assert.Single(code.Row.Uses).UsedBy);
                keys.Add(code.Row.KeyId);
            }

            listed += page.Items.Count;
            query = query with { After = page.Next };
        }
        while (query.After is not null);
        Assert.Equal(used.Count, listed);
        Assert.Equal(engines.Select(engine => engine.Keys.CurrentKeyId).Order(), keys.Order());
    }
}
