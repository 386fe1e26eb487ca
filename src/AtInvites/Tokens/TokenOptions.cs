using System.Buffers.Text;
using System.Text;

namespace AtInvites.Tokens;

/// <summary>How tokens are hashed before they are stored and looked up.</summary>
public sealed class TokenOptions
{
    /// <summary>Fewest bytes a hash key may have.</summary>
    public const int MinKeyBytes = 32;

    /// <summary>Key mixed into every token hash (HMAC-SHA-256), as base64 or base64url of 32 bytes or more. Default null: plain
    /// SHA-256 and a warning at start. Rotate it by moving the old key to <see cref="FormerHashKeys"/>.</summary>
    public string? HashKey { get; set; }

    /// <summary>Path of a file that holds the key in the form of <see cref="HashKey"/>; where there is none, one is made with 32
    /// random bytes, for its owner's eyes only. Keep a copy: codes are lost with it. Not read while <see cref="HashKey"/> is set.
    /// Default null.</summary>
    public string? HashKeyFile { get; set; }

    /// <summary>Keys used before, in the form of <see cref="HashKey"/>. Invites hashed with them are still found; each costs a
    /// refused redemption one more hash and look-up. At most 8.</summary>
    public IList<string> FormerHashKeys { get; init; } = [];

    /// <summary>Whether invites minted before a key was configured are still found. Default true;
    /// without a key it has no effect.</summary>
    public bool AcceptUnkeyed { get; set; } = true;

    internal const string HashKeyFileName = "Tokens:HashKeyFile";

    /// <summary>Why the file could not be had.</summary>
    internal string? HashKeyFileFault { get; set; }

    internal void FindFaults(List<string> faults)
    {
        if (HashKey is not null && KeyFault("Tokens:HashKey", HashKey) is { } fault) faults.Add(fault);
        if (HashKey is null && HashKeyFile is not null)
            faults.Add(HashKeyFileFault
                ?? $"AtInvites: {HashKeyFileName} was not read; it is read where AddAtInvites() is called.");
        if (HashKey is null && HashKeyFile is null && FormerHashKeys.Count > 0)
            faults.Add("AtInvites: Tokens:FormerHashKeys is set without Tokens:HashKey; set the current key too.");
        if (FormerHashKeys.Count > 8)
            faults.Add(
                $"AtInvites: Tokens:FormerHashKeys has {FormerHashKeys.Count} keys; at most 8 are tried. Drop the oldest.");
        for (var i = 0; i < FormerHashKeys.Count; i++)
        {
            if (KeyFault($"Tokens:FormerHashKeys:{i}", FormerHashKeys[i]) is { } former) faults.Add(former);
        }
    }

    internal static byte[]? DecodeKey(string text)
    {
        var url = text.Trim().Replace('+', '-').Replace('/', '_').TrimEnd('=');
        return Base64Url.IsValid(url) ? Base64Url.DecodeFromUtf8(Encoding.ASCII.GetBytes(url)) : null;
    }

    internal static string? KeyFault(string setting, string text) => DecodeKey(text) switch
    {
        null => $"AtInvites: {setting} is not base64; give base64 of {MinKeyBytes} random bytes or more.",
        { Length: < MinKeyBytes } key => $"AtInvites: {setting} has {key.Length} bytes; it needs {MinKeyBytes} or more.",
        _ => null,
    };
}
