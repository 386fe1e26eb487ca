using PdsHost.Accounts;

namespace PdsHost.Sessions;

/// <summary>A session as <c>createAccount</c>, <c>createSession</c> and <c>refreshSession</c> answer it; without tokens as
/// <c>getSession</c> does.</summary>
internal sealed record SessionView(string Did, string Handle, string Email, bool Active, string? AccessJwt, string? RefreshJwt)
{
    public static SessionView Of(Account account, SessionTokens tokens) =>
        Of(account) with { AccessJwt = tokens.CreateAccess(account.Did), RefreshJwt = tokens.CreateRefresh(account.Did) };

    public static SessionView Of(Account account) =>
        new(account.Did.Value, account.Handle.Value, account.Email, Active: true, AccessJwt: null, RefreshJwt: null);
}
