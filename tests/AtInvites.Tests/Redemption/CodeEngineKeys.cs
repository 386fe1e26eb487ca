using System.Security.Cryptography;
using AtInvites.Tokens;
using Microsoft.AspNetCore.DataProtection;

namespace AtInvites.Tests.Redemption;

/// <summary>What makes and reads codes in an engine.</summary>
internal sealed record CodeEngineKeys
{
    /// <summary>Null: one key.</summary>
    public TokenOptions? Tokens { get; init; }

    /// <summary>Null: that of the engine beside, or a new one.</summary>
    public IDataProtectionProvider? Protection { get; init; }

    /// <summary>Null: the system's.</summary>
    public RandomNumberGenerator? Random { get; init; }

    public int Groups { get; init; } = CodeFormat.MinGroups;
}
