namespace AtInvites.Stores.Contracts;

/// <summary>Spaces of a host that has none of its own.</summary>
public abstract class SpaceContract<TFixture> : StoreScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly Did Alice = Given.Account("alice");

    private static readonly Nsid Forum = Nsid.Parse("com.example.forum");

    private static Space Full => Given.Space() with
    {
        CreatedAt = Given.At(5),
        MemberListRef = AtUri.Parse("at://did:example:owner/com.example.list/self"),
        AppPolicyRef = AtUri.Parse("at://did:example:owner/com.example.policy/self"),
        AppPolicy = """{"text":"it's é 🎈"}""",
    };

    [Fact]
    public async Task A_space_is_found_as_it_was_created()
    {
        await CreateAsync(Full);
        Assert.Equal(Full, await FindAsync());
        Assert.Equal(Full, Assert.Single(await ListAsync(Given.Owner)));
    }

    [Fact]
    public async Task A_space_without_references_and_policy_is_found_without_them()
    {
        await CreateAsync(Given.Space());
        Assert.Equal(Given.Space(), await FindAsync());
    }

    [Fact]
    public async Task A_creation_is_kept_to_the_millisecond()
    {
        await CreateAsync(Given.Space() with { CreatedAt = Given.At(5).AddTicks(9_999) });
        Assert.Equal(Given.At(5), (await FindAsync())?.CreatedAt);
        Assert.Equal(Given.At(5), (await MemberAsync(Given.Owner))?.AddedAt);
    }

    [Fact]
    public async Task A_uri_is_taken_once_and_the_first_space_stands()
    {
        await CreateAsync(Full);
        Assert.False(await Stores.Spaces.CreateAsync(Given.Space() with { CreatedAt = Given.At(1) }, Cancellation));
        Assert.Equal(Full, await FindAsync());
        Assert.Equal(Given.At(5), (await MemberAsync(Given.Owner))?.AddedAt);
    }

    [Fact]
    public async Task A_deleted_space_is_gone_and_its_uri_is_never_given_out_again()
    {
        await CreateAsync(Given.Space());
        Assert.True(await DeleteAsync());
        Assert.Null(await FindAsync());
        Assert.Empty(await ListAsync(Given.Owner));
        Assert.Empty(await ListAsync(Given.Owner, ownedOnly: true));
        Assert.False(await DeleteAsync());
        Assert.False(await Stores.Spaces.CreateAsync(Given.Space(), Cancellation));
        Assert.Null(await FindAsync());
    }

    [Fact]
    public async Task A_space_that_is_not_there_is_not_deleted_and_its_invites_stand()
    {
        var invite = await AddAsync(Given.Invite());
        Assert.False(await DeleteAsync());
        Assert.Equal(RedeemStatus.Admitted, await StatusAsync(invite, Alice));
        await CreateAsync(Given.Space());
    }

    [Fact]
    public async Task Deletion_revokes_the_invites_of_the_space_and_of_no_other()
    {
        await CreateAsync(Given.Space());
        await CreateAsync(Given.Space("other"));
        var early = await AddAsync(Given.Invite("early"));
        var late = await AddAsync(Given.Invite("late"));
        var other = await AddAsync(Given.Invite("other", "other"));
        await Stores.Invites.RevokeAsync(early.Space, early.Token, Given.At(10), Cancellation);
        await Stores.Spaces.DeleteAsync(Given.SpaceUri(), Given.At(20), Cancellation);

        Assert.Equal([Given.At(10), Given.At(20)], (await InvitesAsync()).Select(invite => invite.RevokedAt).Order());
        Assert.Equal(RedeemStatus.Revoked, await StatusAsync(late, Alice));
        Assert.Equal(RedeemStatus.Admitted, await StatusAsync(other, Alice));
        Assert.Equal(0, await Stores.Invites.RevokeAllAsync(Given.SpaceUri(), Given.At(30), Cancellation));
    }

    [Fact]
    public async Task A_list_shows_owned_and_joined_spaces_or_owned_ones_only()
    {
        var owned = await CreateAsync(Given.Space("a"));
        var joined = await CreateAsync(Space(Alice, Given.Group, "b"));
        var invited = await CreateAsync(Space(Alice, Given.Group, "c"));
        await CreateAsync(Space(Alice, Given.Group, "d"));
        await Stores.Members.AddAsync(joined.Uri, Given.Member(Given.Owner), Cancellation);
        await RedeemAsync(await AddAsync(Given.Invite() with { Space = invited.Uri }), Given.Owner);

        Assert.Equal([joined, invited, owned], await ListAsync(Given.Owner));
        Assert.Equal([owned], await ListAsync(Given.Owner, ownedOnly: true));
        Assert.Empty(await ListAsync(Given.Account("stranger")));
    }

    [Fact]
    public async Task A_list_filters_by_type_exactly()
    {
        var group = await CreateAsync(Given.Space("a"));
        var forum = await CreateAsync(Space(Given.Owner, Forum, "a"));
        await CreateAsync(Space(Given.Owner, Nsid.Parse("com.example.forums"), "a"));
        foreach (var ownedOnly in new[] { false, true })
        {
            Assert.Equal([group], await ListAsync(Given.Owner, ownedOnly, Given.Group));
            Assert.Equal([forum], await ListAsync(Given.Owner, ownedOnly, Forum));
            Assert.Empty(await ListAsync(Given.Owner, ownedOnly, Nsid.Parse("com.example.foru")));
            Assert.Equal(3, (await ListAsync(Given.Owner, ownedOnly)).Count);
        }
    }

    [Fact]
    public async Task A_removed_member_does_not_find_the_space_in_its_list()
    {
        var space = await CreateAsync(Given.Space());
        await RedeemAsync(await AddAsync(Given.Invite()), Alice);
        Assert.Equal([space], await ListAsync(Alice));
        await Stores.Members.RemoveAsync(space.Uri, Alice, Given.At(20), Cancellation);
        Assert.Empty(await ListAsync(Alice));
    }

    [Fact]
    public async Task An_owner_finds_its_space_in_every_list_also_without_a_membership()
    {
        var space = await CreateAsync(Given.Space());
        await Stores.Members.RemoveAsync(space.Uri, Given.Owner, Given.At(20), Cancellation);
        Assert.Equal([space], await ListAsync(Given.Owner, ownedOnly: true));
        Assert.Equal([space], await ListAsync(Given.Owner));
    }

    [Fact]
    public async Task Members_of_a_space_that_came_before_it_was_created_are_its_members()
    {
        await RedeemAsync(await AddAsync(Given.Invite()), Alice);
        Assert.Empty(await ListAsync(Alice));
        var space = await CreateAsync(Given.Space() with { CreatedAt = Given.At(50) });
        Assert.Equal([space], await ListAsync(Alice));
        Assert.Equal([Given.Member(Alice, Perms.Read, 10), Given.Member(Given.Owner, Perms.Write, 50)], await MembersAsync());
    }

    private static Space Space(Did owner, Nsid type, string key) => Given.Space(key) with
    {
        Uri = AtUri.Create(owner, type, RecordKey.Parse(key)),
        Owner = owner,
        Type = type,
    };

    private Task<Space?> FindAsync() => Stores.Spaces.FindAsync(Given.SpaceUri(), Cancellation).AsTask();

    private Task<bool> DeleteAsync() => Stores.Spaces.DeleteAsync(Given.SpaceUri(), Given.At(20), Cancellation).AsTask();

    private async Task<IReadOnlyList<Space>> ListAsync(Did account, bool ownedOnly = false, Nsid? type = null)
    {
        var query = new SpaceQuery { Account = account, OwnedOnly = ownedOnly, Type = type, Limit = 100 };
        return (await Stores.Spaces.ListAsync(query, Cancellation)).Items;
    }
}
