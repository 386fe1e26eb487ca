using Microsoft.IdentityModel.Tokens;

namespace PdsHost.Sessions;

/// <summary>Signs the session tokens of this PDS.</summary>
internal sealed class SessionKey(byte[] key)
{
    public SecurityKey Value { get; } = new SymmetricSecurityKey(key);
}
