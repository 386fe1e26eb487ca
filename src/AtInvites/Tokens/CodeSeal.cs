using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace AtInvites.Tokens;

/// <summary>Seals the text of account codes with ASP.NET Core Data Protection. What is sealed begins with the hash of its row, so
/// that a copy moved to another row does not open.</summary>
public sealed class CodeSeal(IDataProtectionProvider protection)
{
    // A purpose is part of what is stored: another one opens nothing that was sealed before.
    private readonly IDataProtector _protector = protection.CreateProtector("AtInvites.AccountCode", "v1");

    /// <summary>Seals a code for the row with this hash.</summary>
    public byte[] Seal(TokenHash hash, InviteSecret code)
    {
        var text = code.Reveal();
        var plain = new byte[TokenHash.Size + Encoding.UTF8.GetByteCount(text)];
        hash.CopyTo(plain);
        Encoding.UTF8.GetBytes(text, plain.AsSpan(TokenHash.Size));
        var sealedText = _protector.Protect(plain);
        CryptographicOperations.ZeroMemory(plain);
        return sealedText;
    }

    /// <summary>Opens the sealed copy of the row with this hash; false when the key ring that sealed it is lost, or the copy was
    /// changed or belongs to another row.</summary>
    public bool TryOpen(TokenHash hash, ReadOnlyMemory<byte> sealedText, out InviteSecret code)
    {
        code = default;
        byte[] plain;
        try
        {
            plain = _protector.Unprotect(sealedText.ToArray());
        }
        catch (CryptographicException)
        {
            return false;
        }

        var isOfThisRow = plain.Length > TokenHash.Size && new TokenHash(plain.AsSpan(0, TokenHash.Size)) == hash;
        if (isOfThisRow) code = new(Encoding.UTF8.GetString(plain, TokenHash.Size, plain.Length - TokenHash.Size));
        CryptographicOperations.ZeroMemory(plain);
        return isOfThisRow;
    }

    /// <summary>What a list shows for a code whose text cannot be had: no code, and another for each row.</summary>
    public static string Mask(TokenHash hash) => $"*****-*****-{hash.ToHex()[..8]}";
}
