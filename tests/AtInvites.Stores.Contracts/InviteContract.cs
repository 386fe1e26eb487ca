namespace AtInvites.Stores.Contracts;

/// <summary>Adding and finding invites.</summary>
public abstract class InviteContract<TFixture> : StoreScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static Invite Full => Given.Invite() with
    {
        KeyId = "0badcafe",
        Perms = Perms.Write,
        CreatedAt = Given.At(123),
        ExpiresAt = Given.At(456),
        MaxUses = Invite.MaxMaxUses,
        Note = "It's \"quoted\"; -- é 🎈\r\n\t\\ end",
    };

    [Fact]
    public async Task An_invite_is_found_as_it_was_added()
    {
        await AddAsync(Full);
        Assert.Equal(Full, await FindAsync(Full));
    }

    [Fact]
    public async Task An_invite_without_expiry_limit_and_note_is_found_without_them()
    {
        var invite = await AddAsync(Given.Invite());
        var found = await FindAsync(invite);
        Assert.Equal(invite, found);
        Assert.Null(found.ExpiresAt);
        Assert.Null(found.MaxUses);
        Assert.Null(found.Note);
        Assert.Null(found.RevokedAt);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("zero\0inside")]
    [InlineData("'; DROP TABLE invites; --")]
    [InlineData("@note ? $1 :name")]
    [InlineData("👩‍👩‍👧‍👦 ａｂ \u0301 \u200f")]
    public async Task A_note_is_kept_to_the_character(string note)
    {
        var invite = await AddAsync(Given.Invite() with { Note = note });
        Assert.Equal(note, (await FindAsync(invite)).Note);
        Assert.Equal(note, Assert.Single(await InvitesAsync()).Note);
    }

    [Fact]
    public async Task A_note_of_500_bytes_is_kept_whole()
    {
        var note = string.Concat(Enumerable.Repeat("🎈", 125));
        var invite = await AddAsync(Given.Invite() with { Note = note });
        Assert.Equal(note, (await FindAsync(invite)).Note);
    }

    [Fact]
    public async Task A_new_invite_has_no_uses_and_is_not_revoked_whatever_the_row_says()
    {
        var invite = await AddAsync(Given.Invite() with { Uses = 7, RevokedAt = Given.At(1) });
        var found = await FindAsync(invite);
        Assert.Equal(0, found.Uses);
        Assert.Null(found.RevokedAt);
    }

    [Fact]
    public async Task Times_are_kept_to_the_millisecond()
    {
        var invite = await AddAsync(Given.Invite() with
        {
            CreatedAt = Given.At(5).AddTicks(9_999),
            ExpiresAt = Given.At(20).AddTicks(9_999),
        });
        var found = await FindAsync(invite);
        Assert.Equal(Given.At(5), found.CreatedAt);
        Assert.Equal(Given.At(20), found.ExpiresAt);
    }

    [Fact]
    public async Task Times_are_the_same_instant_whatever_their_offset()
    {
        var offset = TimeSpan.FromHours(5);
        var invite = await AddAsync(
            Given.Invite() with { CreatedAt = Given.At(5).ToOffset(offset), ExpiresAt = Given.At(20).ToOffset(offset) });
        var found = await FindAsync(invite);
        Assert.Equal(Given.At(5), found.CreatedAt);
        Assert.Equal(Given.At(20), found.ExpiresAt);
        Assert.Equal(RedeemStatus.Expired, await StatusAsync(invite, Given.Account(1), 20));
    }

    [Fact]
    public async Task The_ends_of_time_are_kept()
    {
        var last = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.MaxValue.ToUnixTimeMilliseconds());
        var invite = await AddAsync(
            Given.Invite() with { CreatedAt = DateTimeOffset.UnixEpoch.AddMilliseconds(-1), ExpiresAt = last });
        Assert.Equal(invite, await FindAsync(invite));
        Assert.Equal(RedeemStatus.Admitted, await StatusAsync(invite, Given.Account(1)));
    }

    [Fact]
    public async Task A_hash_that_was_never_added_finds_nothing()
    {
        await AddAsync(Given.Invite());
        Assert.Null(await Stores.Invites.FindAsync(Given.Token("other"), Cancellation));
    }

    [Fact]
    public async Task A_hash_is_compared_to_its_last_bit()
    {
        var bytes = Given.Token("invite").ToArray();
        await AddAsync(Given.Invite());
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 1;
            Assert.Null(await Stores.Invites.FindAsync(new(bytes), Cancellation));
            bytes[i] ^= 1;
        }
    }

    [Fact]
    public async Task A_hash_of_zeros_is_a_hash()
    {
        var invite = await AddAsync(Given.Invite() with { Token = default });
        Assert.Equal(invite, await FindAsync(invite));
        Assert.Equal(RedeemStatus.Admitted, await StatusAsync(invite, Given.Account(1)));
        Assert.Single(await InvitesAsync());
    }

    [Fact]
    public async Task A_hash_is_taken_once_in_a_store_and_the_first_invite_stands()
    {
        var first = await AddAsync(Given.Invite());
        var second = Given.Invite(space: "other") with { Perms = Perms.Write, Note = "second" };
        Assert.Equal(AddStatus.Duplicate, await Stores.Invites.AddAsync(second, Cancellation));
        Assert.Equal(first, await FindAsync(first));
        Assert.Empty(await InvitesAsync("other"));
    }

    [Fact]
    public async Task The_hash_of_a_revoked_invite_is_still_taken()
    {
        var first = await AddAsync(Given.Invite());
        Assert.True(await Stores.Invites.RevokeAsync(first.Space, first.Token, Given.At(1), Cancellation));
        Assert.Equal(AddStatus.Duplicate, await Stores.Invites.AddAsync(first, Cancellation));
        Assert.Equal(Given.At(1), (await FindAsync(first)).RevokedAt);
    }

    [Fact]
    public async Task A_space_that_the_host_keeps_elsewhere_takes_invites()
    {
        var invite = await AddAsync(Given.Invite(space: "elsewhere"));
        Assert.Null(await Stores.Spaces.FindAsync(invite.Space, Cancellation));
        Assert.Equal(RedeemStatus.Admitted, await StatusAsync(invite, Given.Account(1)));
        Assert.Equal(Perms.Read, (await MemberAsync(Given.Account(1), "elsewhere"))?.Perms);
    }

    [Fact]
    public async Task A_deleted_space_takes_no_invite()
    {
        var space = await CreateAsync(Given.Space());
        Assert.True(await Stores.Spaces.DeleteAsync(space.Uri, Given.At(1), Cancellation));
        var invite = Given.Invite();
        Assert.Equal(AddStatus.SpaceDeleted, await Stores.Invites.AddAsync(invite, Cancellation));
        Assert.Null(await Stores.Invites.FindAsync(invite.Token, Cancellation));
        Assert.Empty(await InvitesAsync());
    }

    [Fact]
    public async Task A_list_shows_revoked_invites_only_on_request_and_expired_and_used_up_ones_always()
    {
        var live = await AddAsync(Given.Invite("live") with { CreatedAt = Given.At(4) });
        var expired = await AddAsync(Given.Invite("expired") with { CreatedAt = Given.At(3), ExpiresAt = Given.At(5) });
        var used = await AddAsync(Given.Invite("used") with { CreatedAt = Given.At(2), MaxUses = 1 });
        var revoked = await AddAsync(Given.Invite("revoked") with { CreatedAt = Given.At(1) });
        await RedeemAsync(used, Given.Account(1));
        await Stores.Invites.RevokeAsync(revoked.Space, revoked.Token, Given.At(20), Cancellation);

        var shown = await InvitesAsync(includeRevoked: false);
        Assert.Equal([live, expired, used with { Uses = 1 }], shown);
        Assert.Equal([.. shown, revoked with { RevokedAt = Given.At(20) }], await InvitesAsync());
    }
}
