using Microsoft.AspNetCore.Identity;

namespace PdsHost.Accounts;

/// <summary>ASP.NET Core Identity's hashes, which need nothing of the account.</summary>
internal static class Passwords
{
    private static readonly PasswordHasher<object> Hasher = new();
    private static readonly object Anybody = new();

    public static string Hash(string password) => Hasher.HashPassword(Anybody, password);

    public static bool Verify(string hash, string? password) =>
        Hasher.VerifyHashedPassword(Anybody, hash, password ?? "") != PasswordVerificationResult.Failed;
}
