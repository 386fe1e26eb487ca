namespace AtInvites.Stores.Contracts;

/// <summary>Memberships as the sum of direct grants and admissions.</summary>
public abstract class MembershipContract<TFixture> : StoreScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly Did Alice = Given.Account("alice");

    private static readonly Did Zoe = Given.Account("zoe");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await CreateAsync(Given.Space());
    }

    [Fact]
    public async Task The_owner_is_the_first_member()
    {
        Assert.Equal([Given.Member(Given.Owner, Perms.Write)], await MembersAsync());
    }

    [Fact]
    public async Task A_direct_grant_is_found_as_it_was_given()
    {
        var member = Given.Member(Alice, Perms.Read, 7) with { AddedBy = Zoe };
        Assert.True(await GrantAsync(member));
        Assert.Equal(member, await MemberAsync(Alice));
    }

    [Fact]
    public async Task A_grant_is_kept_to_the_millisecond()
    {
        await GrantAsync(Given.Member(Alice) with { AddedAt = Given.At(7).AddTicks(9_999) });
        Assert.Equal(Given.At(7), (await MemberAsync(Alice))?.AddedAt);
    }

    [Theory]
    [InlineData(Perms.Read, Perms.Read, Perms.Read)]
    [InlineData(Perms.Read, Perms.Write, Perms.Write)]
    [InlineData(Perms.Write, Perms.Read, Perms.Write)]
    [InlineData(Perms.Write, Perms.Write, Perms.Write)]
    public async Task Two_grants_from_anywhere_add_up_to_the_larger(Perms first, Perms second, Perms sum)
    {
        var source = new Func<Did, Perms, long, Task>[] { DirectAsync, ByInviteAsync };
        var account = 0;
        foreach (var one in source)
        {
            foreach (var other in source)
            {
                var did = Given.Account(account++);
                await one(did, first, 10);
                await other(did, second, 20);
                Assert.Equal(Given.Member(did, sum, 10), await MemberAsync(did));
            }
        }
    }

    [Fact]
    public async Task Since_when_and_by_whom_come_from_the_earliest_grant_in_whatever_order_they_arrive()
    {
        var source = new Func<Did, Perms, long, Task>[] { DirectAsync, ByInviteAsync };
        var account = 0;
        foreach (var one in source)
        {
            foreach (var other in source)
            {
                var did = Given.Account(account++);
                await one(did, Perms.Write, 20);
                await other(did, Perms.Read, 10);
                Assert.Equal(Given.Member(did, Perms.Write, 10), await MemberAsync(did));
            }
        }
    }

    [Fact]
    public async Task Of_two_grants_at_the_same_instant_the_giver_that_sorts_first_is_named()
    {
        await GrantAsync(Given.Member(Alice, Perms.Read, 10) with { AddedBy = Given.Account("b") });
        await GrantAsync(Given.Member(Alice, Perms.Read, 10) with { AddedBy = Given.Account("a") });
        await GrantAsync(Given.Member(Alice, Perms.Read, 10) with { AddedBy = Given.Account("c") });
        Assert.Equal(Given.Account("a"), (await MemberAsync(Alice))?.AddedBy);
        await RedeemAsync(await AddAsync(Given.Invite() with { CreatedBy = Given.Account("B") }), Alice, 10);
        Assert.Equal(Given.Account("B"), (await MemberAsync(Alice))?.AddedBy);
    }

    [Fact]
    public async Task The_minter_of_the_invite_is_named_not_the_owner()
    {
        await RedeemAsync(await AddAsync(Given.Invite() with { CreatedBy = Zoe }), Alice);
        Assert.Equal(Zoe, (await MemberAsync(Alice))?.AddedBy);
    }

    [Fact]
    public async Task A_read_invite_never_lowers_the_owner()
    {
        await RedeemAsync(await AddAsync(Given.Invite()), Given.Owner);
        Assert.Equal(Given.Member(Given.Owner, Perms.Write), await MemberAsync(Given.Owner));
    }

    [Fact]
    public async Task A_member_has_one_row_in_the_list_however_many_grants_it_holds()
    {
        await DirectAsync(Alice, Perms.Read, 10);
        await ByInviteAsync(Alice, Perms.Read, 20);
        await ByInviteAsync(Alice, Perms.Write, 30);
        Assert.Equal([Given.Member(Alice, Perms.Write, 10), Given.Member(Given.Owner, Perms.Write)], await MembersAsync());
    }

    [Fact]
    public async Task A_removal_ends_every_grant_at_once()
    {
        await DirectAsync(Alice, Perms.Write, 10);
        await ByInviteAsync(Alice, Perms.Read, 20);
        Assert.True(await RemoveAsync(Alice));
        Assert.Null(await MemberAsync(Alice));
        Assert.DoesNotContain(await MembersAsync(), member => member.Account == Alice);
        Assert.False(await RemoveAsync(Alice));
    }

    [Fact]
    public async Task Who_is_no_member_cannot_be_removed()
    {
        Assert.False(await RemoveAsync(Alice));
        Assert.False(await Stores.Members.RemoveAsync(Given.SpaceUri("other"), Given.Owner, Given.At(1), Cancellation));
    }

    [Fact]
    public async Task A_removal_in_one_space_leaves_the_others()
    {
        await CreateAsync(Given.Space("other"));
        var here = await AddAsync(Given.Invite("here"));
        var there = await AddAsync(Given.Invite("there", "other"));
        await RedeemAsync(here, Alice);
        await RedeemAsync(there, Alice);
        await RemoveAsync(Alice);
        Assert.NotNull(await MemberAsync(Alice, "other"));
        Assert.Equal(RedeemStatus.AlreadyAdmitted, await StatusAsync(there, Alice));
        Assert.Equal(RedeemStatus.Removed, await StatusAsync(here, Alice));
    }

    [Fact]
    public async Task A_removed_member_who_is_added_again_holds_the_new_grant_only()
    {
        var invite = await AddAsync(Given.Invite() with { Perms = Perms.Write });
        await RedeemAsync(invite, Alice);
        await RemoveAsync(Alice);
        Assert.True(await GrantAsync(Given.Member(Alice, Perms.Read, 200)));
        Assert.Equal(Given.Member(Alice, Perms.Read, 200), await MemberAsync(Alice));
        Assert.Equal(RedeemStatus.Removed, await StatusAsync(invite, Alice, 300));
        Assert.Equal(Given.Member(Alice, Perms.Read, 200), await MemberAsync(Alice));
    }

    [Fact]
    public async Task A_member_removed_before_it_redeems_is_admitted()
    {
        var invite = await AddAsync(Given.Invite());
        await DirectAsync(Alice, Perms.Read, 1);
        await RemoveAsync(Alice);
        Assert.Equal(RedeemStatus.Admitted, await StatusAsync(invite, Alice, 300));
    }

    [Fact]
    public async Task The_owner_is_not_protected_here()
    {
        Assert.True(await RemoveAsync(Given.Owner));
        Assert.Null(await MemberAsync(Given.Owner));
    }

    [Fact]
    public async Task A_space_that_the_store_does_not_know_takes_no_direct_member()
    {
        var member = Given.Member(Alice);
        Assert.False(await Stores.Members.AddAsync(Given.SpaceUri("elsewhere"), member, Cancellation));
        Assert.Null(await MemberAsync(Alice, "elsewhere"));
    }

    [Fact]
    public async Task A_deleted_space_takes_no_member_and_shows_those_it_had()
    {
        await DirectAsync(Alice, Perms.Read, 10);
        await Stores.Spaces.DeleteAsync(Given.SpaceUri(), Given.At(20), Cancellation);
        Assert.False(await GrantAsync(Given.Member(Zoe)));
        Assert.False(await GrantAsync(Given.Member(Alice, Perms.Write)));
        Assert.Null(await MemberAsync(Zoe));
        Assert.Equal([Given.Member(Alice, Perms.Read, 10), Given.Member(Given.Owner, Perms.Write)], await MembersAsync());
    }

    private Task<bool> GrantAsync(Member member) => Stores.Members.AddAsync(Given.SpaceUri(), member, Cancellation).AsTask();

    private Task<bool> RemoveAsync(Did account) =>
        Stores.Members.RemoveAsync(Given.SpaceUri(), account, Given.At(100), Cancellation).AsTask();

    private async Task DirectAsync(Did account, Perms perms, long at) =>
        Assert.True(await GrantAsync(Given.Member(account, perms, at)));

    private async Task ByInviteAsync(Did account, Perms perms, long at)
    {
        var invite = await AddAsync(Given.Invite($"{account}-{perms}-{at}") with { Perms = perms });
        Assert.Equal(RedeemStatus.Admitted, await StatusAsync(invite, account, at));
    }
}
