using System.Security.Cryptography;
using System.Text;

namespace AtInvites.Authentication;

/// <summary>Compares credentials with those of the administration. Only digests of a fixed length are compared, so that time says
/// nothing about the password or its length.</summary>
internal sealed class AdminPassword
{
    private readonly byte[] _user = SHA256.HashData(Encoding.UTF8.GetBytes(AdminAuthDefaults.User));
    private readonly byte[] _password;
    private readonly bool _isSet;

    public AdminPassword(AdminOptions options)
    {
        _isSet = !string.IsNullOrEmpty(options.Password);
        _password = SHA256.HashData(Encoding.UTF8.GetBytes(options.Password ?? ""));
    }

    /// <summary>Whether user and password are the administration's; both are compared whatever the other is.</summary>
    public bool Matches(ReadOnlySpan<byte> user, ReadOnlySpan<byte> password)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(user, digest);
        var isUser = CryptographicOperations.FixedTimeEquals(digest, _user);
        SHA256.HashData(password, digest);
        var isPassword = CryptographicOperations.FixedTimeEquals(digest, _password);
        return isUser & isPassword & _isSet;
    }
}
