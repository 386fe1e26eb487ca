namespace AtInvites.Hosting;

/// <summary>A request of the host's that carries an invite code, for <see cref="InviteCodeEndpoints"/>.</summary>
public interface IInviteCodeInput
{
    /// <summary>The code as the caller gave it; null or empty where there is none, which is refused.</summary>
    string? InviteCode { get; }
}
