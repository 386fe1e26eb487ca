namespace AtInvites.Tests.Redemption;

internal sealed record EarningModelCode(bool IsEarned, int At, int Available)
{
    public int Uses { get; set; }

    public bool IsDisabled { get; set; }

    public bool IsOpen => !IsDisabled && Uses < Available;
}
