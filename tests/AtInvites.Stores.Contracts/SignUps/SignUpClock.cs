namespace AtInvites.Stores.Contracts.SignUps;

/// <summary>Stands still until a test moves it, so that no lease ends on its own.</summary>
internal sealed class SignUpClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = Given.At(0);

    public override DateTimeOffset GetUtcNow() => Now;
}
