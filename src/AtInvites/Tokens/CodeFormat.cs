using System.Security.Cryptography;

namespace AtInvites.Tokens;

/// <summary>The text of account codes: the service's host name with dashes for dots, then groups of five letters of lower-case
/// base32 (<c>a-z2-7</c>, RFC 4648 section 6), as in <c>example-com-abcde-fghij</c>. A group carries 25 random bits.</summary>
public sealed class CodeFormat
{
    /// <summary>Fewest groups: 50 bits, what clients of the reference PDS know.</summary>
    public const int MinGroups = 2;

    /// <summary>Most groups: 250 bits.</summary>
    public const int MaxGroups = 10;

    /// <summary>Longest text in UTF-8 bytes that is looked up at all; a longer one is no code.</summary>
    public const int MaxBytes = 512;

    private const int GroupLength = 5;
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    private readonly string _prefix;
    private readonly int _groups;

    /// <summary>Codes that begin with <paramref name="host"/>, lower-cased, and have <paramref name="groups"/> random
    /// groups, <see cref="MinGroups"/> to <see cref="MaxGroups"/>.</summary>
    public CodeFormat(string host, int groups = MinGroups)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, MinGroups);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(groups, MaxGroups);
        _prefix = host.ToLowerInvariant().Replace('.', '-');
        _groups = groups;
    }

    /// <summary>A new code.</summary>
    internal InviteSecret Create(RandomNumberGenerator random)
    {
        Span<byte> bytes = stackalloc byte[MaxGroups * GroupLength];
        bytes = bytes[..(_groups * GroupLength)];
        random.GetBytes(bytes);
        Span<char> text = stackalloc char[_prefix.Length + (_groups * (GroupLength + 1))];
        _prefix.CopyTo(text);
        var at = _prefix.Length;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (i % GroupLength == 0) text[at++] = '-';
            // 32 letters divide a byte evenly: every letter is as likely.
            text[at++] = Alphabet[bytes[i] & 31];
        }

        CryptographicOperations.ZeroMemory(bytes);
        var code = new InviteSecret(new string(text));
        text.Clear();
        return code;
    }
}
