using System.Security.Cryptography;
using AtInvites.Stores;
using AtInvites.Stores.Sqlite;
using AtInvites.Tokens;

namespace AtInvites.Benchmarks;

/// <summary>Redemption in a real file, <c>synchronous=FULL</c>: one large transaction, one transaction for each by hand, and the
/// store with one caller and with 64. A file of its own for each side and round.</summary>
internal sealed class SqliteDurability : IAsyncDisposable
{
    private const int Rounds = 3;
    private const int Alone = 2_000;
    private const int Together = 64 * 400;

    private readonly string _folder = Directory.CreateTempSubdirectory("atinvites-").FullName;
    private readonly TokenHash[] _tokens =
        [.. Enumerable.Range(0, Together).Select(_ => new TokenHash(RandomNumberGenerator.GetBytes(TokenHash.Size)))];
    private readonly TokenHash _hot = new(RandomNumberGenerator.GetBytes(TokenHash.Size));
    private StoreSet? _stores;
    private SqliteByHand? _hand;
    private int _files;

    public static async Task RunAsync()
    {
        await using var own = new SqliteDurability();
        await own.CompareAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task CompareAsync()
    {
        var floor = new DurableSide("distinct, one large transaction", 1, 1, () => ByHandAsync(false, All), Together);
        var each = new DurableSide(
            "distinct, one transaction each by ADO.NET, 1 caller", 1, Alone, () => ByHandAsync(false, Each));
        var one = new DurableSide("distinct, AtInvites, 1 caller", 1, Alone, () => StoreAsync(false));
        var many = new DurableSide("distinct, AtInvites, 64 callers", 64, Together, () => StoreAsync(false));
        var hotFloor = new DurableSide("one token, one large transaction", 1, 1, () => ByHandAsync(true, All), Together);
        var hotEach = new DurableSide(
            "one token, one transaction each by ADO.NET, 1 caller", 1, Alone, () => ByHandAsync(true, Each));
        var hotOne = new DurableSide("one token, AtInvites, 1 caller", 1, Alone, () => StoreAsync(true));
        var hotMany = new DurableSide("one token, AtInvites, 64 callers", 64, Together, () => StoreAsync(true));
        DurableSide[] sides = [floor, each, one, many, hotFloor, hotEach, hotOne, hotMany];
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var side in sides) await side.RunAsync(isCounted: round > 0);
        }

        DurableSide.PrintHead();
        floor.Print();
        each.Print();
        one.Print((each, "by ADO.NET", 0.9));
        many.Print((each, "by ADO.NET", 6), (floor, "one large transaction", 0.33));
        hotFloor.Print();
        hotEach.Print();
        hotOne.Print((hotEach, "by ADO.NET", 0.9));
        hotMany.Print((hotEach, "by ADO.NET", 15));
    }

    private Func<int, ValueTask> Each(SqliteByHand hand, bool isHot) => i =>
    {
        hand.Redeem(Token(isHot, i), Workload.Account(i).Value, Now());
        return default;
    };

    private Func<int, ValueTask> All(SqliteByHand hand, bool isHot) => _ =>
    {
        hand.RedeemAll(Enumerable.Range(0, Together).Select(i => (Token(isHot, i), Workload.Account(i).Value)), Now());
        return default;
    };

    private async Task<Func<int, ValueTask>> ByHandAsync(bool isHot, Func<SqliteByHand, bool, Func<int, ValueTask>> redeem)
    {
        var file = await MakeAsync();
        _hand = new(file);
        return redeem(_hand, isHot);
    }

    private async Task<Func<int, ValueTask>> StoreAsync(bool isHot)
    {
        var file = await MakeAsync();
        _stores = SqliteStores.Create($"Data Source={file}");
        return async i =>
        {
            var outcome = await _stores.Redemptions.RedeemAsync(
                Token(isHot, i), Workload.Account(i), TimeProvider.System.GetUtcNow(), default);
            if (outcome.Status != RedeemStatus.Admitted) throw new InvalidOperationException($"{outcome.Status}");
        };
    }

    /// <summary>A new file with as many invites for each side.</summary>
    private async Task<string> MakeAsync()
    {
        await EndAsync();
        var file = Path.Combine(_folder, $"{_files++}.db");
        await using (var stores = SqliteStores.Create($"Data Source={file}")) await stores.Schema.MigrateAsync(default);
        using var hand = new SqliteByHand(file);
        hand.AddInvites(_tokens, maxUses: 1);
        hand.AddInvites([_hot], maxUses: null);
        return file;
    }

    private async Task EndAsync()
    {
        if (_stores is not null) await _stores.DisposeAsync();
        _hand?.Dispose();
        (_stores, _hand) = (null, null);
        foreach (var file in Directory.GetFiles(_folder)) File.Delete(file);
    }

    private TokenHash Token(bool isHot, int number) => isHot ? _hot : _tokens[number];

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
}
