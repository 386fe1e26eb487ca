using System.Collections.Concurrent;
using System.Security.Cryptography;
using AtInvites.Stores;
using AtInvites.Stores.InMemory;
using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Tests.Stores;

/// <summary>Invites that come and go while they are redeemed: the row of one that went is given to the next.</summary>
public sealed class SweepRaceTests
{
    private const int Invites = 20_000;
    private const int Redeemers = 3;

    private readonly StoreSet _stores = InMemoryStores.Create();
    private readonly TokenHash[] _tokens = [.. Enumerable.Range(0, Invites).Select(n => Token(n))];
    private readonly ConcurrentDictionary<(TokenHash Token, Did Account), AtUri> _admitted = new();
    private int _minted;

    [Fact]
    public async Task Nobody_is_admitted_by_an_invite_that_took_the_place_of_his()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await Task.WhenAll(Enumerable.Range(0, Redeemers).Select(seed => Task.Run(() => RedeemAsync(seed), cancellation))
            .Append(Task.Run(MintAndSweepAsync, cancellation)));

        var told = await _stores.Outbox.PendingAsync(int.MaxValue, null, cancellation);
        Assert.NotEmpty(told);
        Assert.Equal(_admitted.Count, told.Count);
        Assert.All(told, one => Assert.Equal(one.Space, _admitted[(one.Token, one.Account)]));
        Assert.All(_admitted, one => Assert.Equal(SpaceOf(one.Key.Token), one.Value));
        Assert.All(told.GroupBy(one => one.Token), uses => Assert.InRange(uses.Count(), 1, 2));
    }

    // Each invite is for one account of two and is revoked and swept while others look for it.
    private async Task MintAndSweepAsync()
    {
        for (var n = 0; n < Invites; n++)
        {
            Assert.Equal(AddStatus.Added, await _stores.Invites.AddAsync(Invite(_tokens[n]), default));
            Volatile.Write(ref _minted, n + 1);
            if (n % 8 != 7) continue;
            await _stores.Invites.RevokeAllAsync(Spaces[0], At(1), default);
            await _stores.Invites.RevokeAllAsync(Spaces[1], At(1), default);
            Assert.InRange(await _stores.Invites.SweepAsync(At(2), 100, default), 0, 8);
        }

        Volatile.Write(ref _minted, int.MaxValue);
    }

    private async Task RedeemAsync(int seed)
    {
        var random = new Random(seed);
        while (Volatile.Read(ref _minted) is var minted and not int.MaxValue)
        {
            var token = _tokens[Math.Max(0, Math.Min(Invites - 1, minted - random.Next(0, 12)))];
            var account = Did.Parse($"did:example:account-{random.Next(0, 8)}");
            var outcome = await _stores.Redemptions.RedeemAsync(token, account, At(0), default);
            if (outcome.Status == RedeemStatus.Admitted) Assert.True(_admitted.TryAdd((token, account), outcome.Space));
            if (outcome.Status == RedeemStatus.AlreadyAdmitted) Assert.Equal(SpaceOf(token), outcome.Space);
        }
    }

    private static readonly AtUri[] Spaces =
        [AtUri.Parse("at://did:example:o/com.example.group/a"), AtUri.Parse("at://did:example:o/com.example.group/b")];

    private static AtUri SpaceOf(TokenHash token) => Spaces[token.ToArray()[31] & 1];

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private static TokenHash Token(int number) => new(SHA256.HashData(BitConverter.GetBytes(number)));

    private static Invite Invite(TokenHash token) => new()
    {
        Token = token,
        KeyId = "sha256",
        Space = SpaceOf(token),
        Perms = Perms.Read,
        CreatedBy = Did.Parse("did:example:owner"),
        CreatedAt = At(0),
        MaxUses = 2,
    };
}
