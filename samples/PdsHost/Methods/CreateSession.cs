using PdsHost.Accounts;
using PdsHost.Sessions;

namespace PdsHost.Methods;

/// <summary><c>com.atproto.server.createSession</c>.</summary>
internal static class CreateSession
{
    public static async Task<IResult> HandleAsync(
        CreateSessionInput input, IAccounts accounts, SessionTokens tokens, CancellationToken cancellationToken)
    {
        if (input.Identifier is null || input.Password is null)
            return XrpcFailure.InvalidRequest("Input must have the property \"identifier\" and the property \"password\"");
        var account = await accounts.FindAsync(input.Identifier.ToLowerInvariant(), cancellationToken);
        if (account is null || !Passwords.Verify(account.PasswordHash, input.Password))
            return XrpcFailure.Of(401, "AuthenticationRequired", "Invalid identifier or password");
        return account.IsTakenDown ? XrpcFailure.TakenDown() : Results.Json(SessionView.Of(account, tokens));
    }
}
