using AtInvites.Stores;
using AtInvites.Tests.Hosting;
using AtInvites.Tokens;

namespace AtInvites.Tests.Redemption;

public sealed class CodeReserverTests
{
    private static readonly string OtherKey = Convert.ToBase64String([.. Enumerable.Repeat((byte)7, 32)]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothStores]
    public async Task What_is_no_code_is_unknown_and_no_fault(StoreKind kind)
    {
        await using var engine = await CodeEngine.StartAsync(kind);
        var code = await engine.MintAsync();
        string?[] others =
            [null, "", " ", new('a', 513), new('é', 1000), code.ToUpperInvariant(), code + " ", "admin", "*****-*****-"];
        foreach (var other in others)
        {
            await using var seat = await engine.ReserveAsync(other, "holder");
            Assert.Equal((false, CodeStatus.Unknown), (seat.IsHeld, seat.Status));
            Assert.Equal(CodeStatus.Unknown, await engine.RedeemAsync(other, 1));
        }

        Assert.Empty((await engine.FindAsync(code)).Uses);
    }

    [Theory, OnBothStores]
    public async Task A_taken_down_owners_codes_stop_and_come_back_with_him(StoreKind kind)
    {
        await using var engine = await CodeEngine.StartAsync(kind);
        var owner = CodeEngine.Account(9);
        var code = await engine.MintAsync(uses: 3, CodeOwner.Of(owner));
        Assert.Equal(CodeStatus.Granted, await engine.RedeemAsync(code, 1));

        engine.Accounts.TakeDown(owner.Value);
        await using (var seat = await engine.ReserveAsync(code, "holder"))
            Assert.Equal((false, CodeStatus.OwnerTakenDown), (seat.IsHeld, seat.Status));
        Assert.Equal(CodeStatus.OwnerTakenDown, await engine.RedeemAsync(code, 2));

        engine.Accounts.TakeDown(owner.Value, isTakenDown: false);
        await using (var seat = await engine.ReserveAsync(code, "holder")) Assert.True(seat.IsHeld);
        Assert.Equal(CodeStatus.Granted, await engine.RedeemAsync(code, 2));
    }

    [Theory, OnBothStores]
    public async Task A_seat_that_was_held_before_the_owner_was_taken_down_can_be_committed(StoreKind kind)
    {
        await using var engine = await CodeEngine.StartAsync(kind);
        var code = await engine.MintAsync(1, CodeOwner.Of(CodeEngine.Account(9)));
        await using var seat = await engine.ReserveAsync(code, "holder");
        engine.Accounts.TakeDown(CodeEngine.Account(9).Value);

        Assert.Equal(CommitStatus.Committed, await seat.CommitAsync(CodeEngine.Account(1), Token));
    }

    [Theory, OnBothStores]
    public async Task Redeemed_in_one_step_a_code_admits_as_many_as_it_allows_and_each_once(StoreKind kind)
    {
        await using var engine = await CodeEngine.StartAsync(kind);
        var code = await engine.MintAsync(uses: 2);

        Assert.Equal(CodeStatus.Granted, await engine.RedeemAsync(code, 1));
        Assert.Equal(CodeStatus.AlreadyUsed, await engine.RedeemAsync(code, 1));
        Assert.Equal(CodeStatus.Granted, await engine.RedeemAsync(code, 2));
        Assert.Equal(CodeStatus.Exhausted, await engine.RedeemAsync(code, 3));
        Assert.Equal(CodeStatus.AlreadyUsed, await engine.RedeemAsync(code, 2));
        var row = await engine.FindAsync(code);
        Assert.Equal([CodeEngine.Account(2), CodeEngine.Account(1)], row.Uses.Select(use => use.UsedBy));
    }

    [Theory, OnBothStores]
    public async Task Codes_of_a_former_key_are_reserved_redeemed_judged_and_disabled(StoreKind kind)
    {
        await using var old = await CodeEngine.StartAsync(kind);
        var (code, other, used) = (await old.MintAsync(2), await old.MintAsync(), await old.MintAsync());
        Assert.Equal(CodeStatus.Granted, await old.RedeemAsync(used, 1));
        var tokens = new TokenOptions { HashKey = OtherKey, FormerHashKeys = [HttpHost.Key] };
        await using var engine = old.Beside(new() { Tokens = tokens });

        await using (var seat = await engine.ReserveAsync(code, "holder"))
            Assert.Equal(CommitStatus.Committed, await seat.CommitAsync(CodeEngine.Account(1), Token));
        Assert.Equal(CodeStatus.AlreadyUsed, await engine.RedeemAsync(code, 1));
        Assert.Equal(CodeStatus.Granted, await engine.RedeemAsync(code, 2));
        Assert.Equal(CodeStatus.Exhausted, await engine.RedeemAsync(used, 2));
        Assert.Equal(1, await engine.Disabler.DisableAsync([other, "unknown"], [], Token));
        Assert.Equal(CodeStatus.Disabled, await engine.RedeemAsync(other, 3));
        Assert.Equal(CodeStatus.Unknown, await engine.RedeemAsync(code + "x", 3));
    }

    [Theory, OnBothStores]
    public async Task Without_the_former_key_its_codes_are_unknown(StoreKind kind)
    {
        await using var old = await CodeEngine.StartAsync(kind);
        var code = await old.MintAsync();
        await using var engine = old.Beside(new() { Tokens = new() { HashKey = OtherKey } });

        Assert.Equal(CodeStatus.Unknown, await engine.RedeemAsync(code, 1));
        Assert.Equal(CodeStatus.Granted, await old.RedeemAsync(code, 1));
    }

    [Fact]
    public async Task A_code_stored_without_a_key_is_unknown_once_there_is_one()
    {
        await using var old = await CodeEngine.StartAsync(StoreKind.Memory, new() { Tokens = new() });
        var code = await old.MintAsync();
        await using var engine = old.Beside(new() { Tokens = new() { HashKey = OtherKey, AcceptUnkeyed = true } });

        Assert.Equal(CodeStatus.Unknown, await engine.RedeemAsync(code, 1));
    }

    [Fact]
    public async Task A_holder_without_a_name_and_a_lease_of_no_time_throw()
    {
        await using var engine = await CodeEngine.StartAsync(StoreKind.Memory);
        var code = await engine.MintAsync();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => engine.ReserveAsync(code, ""));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => engine.ReserveAsync(code, null!));
        foreach (var lease in (TimeSpan[])[TimeSpan.Zero, TimeSpan.FromTicks(-1)])
        {
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
                async () => await engine.Reserver.ReserveAsync(code, "holder", lease, Token));
        }
    }
}
