namespace AtInvites.Stores.Contracts;

/// <summary>The switch that keeps an account from new codes, and its note.</summary>
public abstract class AccountInviteContract<TFixture> : CodeScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly Did Alice = Given.Account("alice");

    [Fact]
    public async Task An_account_never_set_is_not_disabled_and_has_no_note()
    {
        await SetAsync(Given.Account("Alice"), new(true, "another"));
        Assert.Equal(new(false, null), await SwitchAsync(Alice));
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(true, "spam; O'Neill said \"so\"\r\n\tÄ 漢 🙂 \u0000 end")]
    [InlineData(false, "back again")]
    [InlineData(false, "")]
    [InlineData(false, null)]
    public async Task What_was_set_is_found(bool isDisabled, string? note)
    {
        await SetAsync(Alice, new(isDisabled, note));
        Assert.Equal(new(isDisabled, note), await SwitchAsync(Alice));
        Assert.Equal(default, await SwitchAsync(Given.Account("bob")));
    }

    [Fact]
    public async Task The_longest_note_is_kept_whole()
    {
        var note = new string('漢', 3_333) + "!";
        await SetAsync(Alice, new(true, note));
        Assert.Equal(note, (await SwitchAsync(Alice)).Note);
    }

    [Fact]
    public async Task Each_setting_replaces_switch_and_note()
    {
        AccountInvites[] settings =
            [new(true, "one"), new(true, "two"), new(false, "three"), new(true, null), new(true, null), new(false, "x"), default];
        foreach (var setting in settings)
        {
            await SetAsync(Alice, setting);
            Assert.Equal(setting, await SwitchAsync(Alice));
        }
    }

    [Fact]
    public async Task Codes_that_there_are_stay_as_they_are()
    {
        var (open, disabled) = (Given.Earned("open", Alice, 1), Given.Gift("disabled", Alice) with { IsDisabled = true });
        await AddAllAsync([open, disabled]);
        foreach (var isDisabled in new[] { true, false })
        {
            await SetAsync(Alice, new(isDisabled, null));
            AssertSame([open, disabled], await HeldByAsync(Alice));
        }

        await SetAsync(Alice, new(true, null));
        Assert.Equal(CodeStatus.Granted, await RedeemAsync(open, Given.Account("bob")));
    }

    [Fact]
    public async Task Codes_added_for_a_disabled_account_are_added_as_given()
    {
        await SetAsync(Alice, new(true, null));
        var gift = await AddAsync(Given.Gift("gift", Alice));
        AssertSame(gift, await FindAsync(gift));
    }

    private ValueTask SetAsync(Did account, AccountInvites invites) =>
        Stores.AccountInvites.SetAsync(account, invites, Cancellation);

    private ValueTask<AccountInvites> SwitchAsync(Did account) => Stores.AccountInvites.FindAsync(account, Cancellation);
}
