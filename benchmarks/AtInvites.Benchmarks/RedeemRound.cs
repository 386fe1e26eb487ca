using AtInvites.Stores.InMemory;
using AtInvites.Syntax;

namespace AtInvites.Benchmarks;

/// <summary>One fresh set of invites and a shuffled list of redemptions over them, each by an account that this invite has not
/// seen. The same list is given to both sides.</summary>
internal sealed class RedeemRound
{
    public const int Redemptions = 1_000_000;

    // The text of a token and its place in the list of them, which the store does not have.
    private const int TokenBytes = 112 + 8;

    private static readonly Did[] Accounts = [.. Enumerable.Range(0, Redemptions).Select(Workload.Account)];

    private readonly HandWrittenInvites _handWritten = new();
    private readonly Workload _workload = new(InMemoryStores.Create());
    private readonly string[] _tokens = new string[Redemptions];
    private readonly int _threads;

    private RedeemRound(int threads) => _threads = threads;

    /// <summary>What the store in memory takes for an invite, the room that it keeps free included.</summary>
    public long BytesPerInvite { get; private set; }

    public static async Task<RedeemRound> CreateAsync(int invites, int threads)
    {
        var round = new RedeemRound(threads);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var minted = await round._workload.MintAsync(invites, Stores.Invite.MaxMaxUses);
        round.BytesPerInvite = ((GC.GetTotalMemory(forceFullCollection: true) - before) / invites) - TokenBytes;
        foreach (var token in minted) round._handWritten.Add(token, long.MaxValue, long.MaxValue);
        for (var i = 0; i < Redemptions; i++) round._tokens[i] = minted[i % invites];
        new Random(7).Shuffle(round._tokens);
        // A request's token was just parsed: copy the texts in the order in which they will be read.
        for (var i = 0; i < Redemptions; i++) round._tokens[i] = new(round._tokens[i].AsSpan());
        return round;
    }

    public int HashOnly() => OnThreads((from, to) =>
    {
        var hashed = 0;
        for (var i = from; i < to; i++)
        {
            if (HandWrittenInvites.Hash(_tokens[i])) hashed++;
        }

        return hashed;
    });

    public int RedeemHandWritten() => OnThreads((from, to) =>
    {
        var admitted = 0;
        for (var i = from; i < to; i++)
        {
            if (_handWritten.Redeem(_tokens[i], TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds())) admitted++;
        }

        return admitted;
    });

    public int RedeemAtInvites() => OnThreads((from, to) =>
    {
        var admitted = 0;
        for (var i = from; i < to; i++)
        {
            if (_workload.Redeemer.RedeemAsync(_tokens[i], Accounts[i], default).Result.IsAdmitted) admitted++;
        }

        return admitted;
    });

    private int OnThreads(Func<int, int, int> redeem)
    {
        if (_threads == 1) return Expect(redeem(0, Redemptions));
        var admitted = 0;
        var share = Redemptions / _threads;
        var threads = Enumerable.Range(0, _threads)
            .Select(n => new Thread(() => Interlocked.Add(ref admitted, redeem(n * share, (n + 1) * share)))).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        return Expect(admitted);
    }

    private static int Expect(int admitted) => admitted == Redemptions
        ? admitted
        : throw new InvalidOperationException($"{admitted} of {Redemptions} redemptions were admitted.");
}
