namespace AtInvites.Authentication;

/// <summary>What a replay cache says about a token. Only <see cref="FirstUse"/> lets the caller in.</summary>
public enum ReplayOutcome
{
    /// <summary>The cache has no room to remember the token.</summary>
    Full,

    /// <summary>The token has been used before.</summary>
    Used,

    /// <summary>The token is used now, and by this call.</summary>
    FirstUse,
}
