using AtInvites.Stores;
using AtInvites.Stores.InMemory;
using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Tests.Stores;

public sealed class InviteRowTests
{
    private static readonly AtUri Space = AtUri.Parse("at://did:example:owner/com.example.group/main");

    private readonly InviteTable _table = new();
    private readonly Ledger _ledger = new();

    [Fact]
    public void A_row_that_became_another_invites_answers_nothing_for_the_one_before()
    {
        var (first, second, account) = (Token(1), Token(2), Account(1));
        Assert.True(_table.TryAdd(Invite(first), out var number));
        Assert.True(_table.TryRevoke(number, 5));
        Assert.True(_table.TrySweep(number, 6, _ledger));
        _table.Remove(number);
        Assert.Equal(InviteTable.None, _table.Find(first));
        Assert.Null(_table.Snapshot(first, number));
        Assert.True(_table.TryAdd(Invite(second), out var again));
        Assert.Equal(number, again);

        Assert.Equal(RedeemStatus.Unknown, _table[number].Redeem(first, number, account, 0, _ledger).Status);
        Assert.Null(_table.Snapshot(first, number));
        Assert.Equal(0, _table.Snapshot(second, number)!.Uses);
        Assert.Null(_table.Snapshot(second, number)!.RevokedAt);
        Assert.Equal(RedeemStatus.Admitted, _table[number].Redeem(second, number, account, 0, _ledger).Status);
        Assert.Equal(Use.None, _table[number].FindUse(first, account, _ledger));
        Assert.Equal(0, _table[number].FindUse(second, account, _ledger));
    }

    [Fact]
    public void An_invite_that_is_swept_but_not_yet_forgotten_admits_nobody()
    {
        Assert.True(_table.TryAdd(Invite(Token(1)) with { ExpiresAt = At(10) }, out var number));
        Assert.False(_table.TrySweep(number, 10, _ledger));
        Assert.True(_table.TrySweep(number, 11, _ledger));

        Assert.Equal(RedeemStatus.Unknown, _table[number].Redeem(Token(1), number, Account(1), 0, _ledger).Status);
        Assert.True(_table[number].HasNoUses());
    }

    [Fact]
    public void An_invite_that_is_used_up_ends_with_its_last_use()
    {
        Assert.True(_table.TryAdd(Invite(Token(1)) with { MaxUses = 2 }, out var number));
        Assert.Equal(RedeemStatus.Admitted, _table[number].Redeem(Token(1), number, Account(1), 7, _ledger).Status);
        Assert.False(_table.TrySweep(number, 100, _ledger));
        Assert.Equal(RedeemStatus.Admitted, _table[number].Redeem(Token(1), number, Account(2), 9, _ledger).Status);

        Assert.False(_table.TrySweep(number, 9, _ledger));
        Assert.True(_table.TrySweep(number, 10, _ledger));
        Assert.Equal(RedeemStatus.AlreadyAdmitted, _table[number].Redeem(Token(1), number, Account(2), 11, _ledger).Status);
        Assert.Equal(RedeemStatus.Unknown, _table[number].Redeem(Token(1), number, Account(3), 11, _ledger).Status);
    }

    [Fact]
    public void What_was_stored_comes_back_whole()
    {
        var invite = Invite(Token(1)) with
        {
            KeyId = "0badf00d",
            Perms = Perms.Write,
            CreatedAt = At(3),
            ExpiresAt = At(1000),
            MaxUses = 4,
            Note = "note",
        };
        Assert.True(_table.TryAdd(invite, out var number));
        Assert.Equal(invite, _table.Snapshot(Token(1), number));
        Assert.True(_table.TryRevoke(number, 20));
        Assert.False(_table.TryRevoke(number, 30));
        Assert.Equal(invite with { RevokedAt = At(20) }, _table.Snapshot(Token(1), number));
        Assert.Equal(new InvitePosition(At(3), Token(1)), _table.PositionOf(number));
        Assert.Equal(invite.CreatedBy, _table.CreatorOf(number));
    }

    [Theory, InlineData(0), InlineData(4), InlineData(24)]
    public void Invites_whose_hashes_begin_alike_are_told_apart_also_when_some_went(int same)
    {
        const int Count = 700;
        for (var n = 0; n < Count; n++)
        {
            Assert.True(_table.TryAdd(Invite(Token(n, same)), out var number));
            Assert.False(_table.TryAdd(Invite(Token(n, same)), out _));
            Assert.Equal(n, number);
        }

        for (var n = 0; n < Count; n += 2) Sweep(n);
        for (var n = 0; n < Count; n++) Assert.Equal(n % 2 == 0 ? InviteTable.None : n, _table.Find(Token(n, same)));
        Assert.Equal(InviteTable.None, _table.Find(Token(Count, same)));
    }

    [Fact]
    public void Rows_of_what_went_are_used_again_and_cells_do_not_run_out()
    {
        for (var n = 0; n < 20_000; n++)
        {
            Assert.True(_table.TryAdd(Invite(Token(n)), out var number));
            Assert.InRange(number, 0, 9);
            if (n >= 9) Sweep(_table.Find(Token(n - 9)));
        }

        for (var n = 0; n < 20_000; n++) Assert.Equal(n > 19_990, _table.Find(Token(n)) != InviteTable.None);
    }

    [Fact]
    public void Many_invites_and_many_uses_of_each_are_all_found()
    {
        const int Invites = 3000;
        for (var n = 0; n < Invites; n++) Assert.True(_table.TryAdd(Invite(Token(n)), out _));
        for (var n = 0; n < 5 * Invites; n++)
        {
            var number = _table.Find(Token(n % Invites));
            var token = Token(n % Invites);
            Assert.Equal(RedeemStatus.Admitted, _table[number].Redeem(token, number, Account(n), n, _ledger).Status);
            Assert.Equal(n, _table[number].FindUse(token, Account(n), _ledger));
        }

        for (var n = 0; n < 5 * Invites; n++)
        {
            ref var use = ref _ledger.Read(n);
            Assert.Equal((Account(n), (long)n, n % Invites), (use.Account, use.At, use.Invite));
        }
    }

    private void Sweep(int number)
    {
        Assert.True(_table.TryRevoke(number, 1));
        Assert.True(_table.TrySweep(number, 2, _ledger));
        _table.Remove(number);
    }

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private static Did Account(int number) => Did.Parse($"did:example:account-{number}");

    // The first bytes say where a cell is and what stands in it; here some of them are the same for all.
    private static TokenHash Token(int number, int same = 0)
    {
        var bytes = System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(number));
        bytes.AsSpan(0, same).Clear();
        return new(bytes);
    }

    private static Invite Invite(TokenHash token) => new()
    {
        Token = token,
        KeyId = "sha256",
        Space = Space,
        Perms = Perms.Read,
        CreatedBy = Did.Parse("did:example:owner"),
        CreatedAt = At(0),
    };
}
