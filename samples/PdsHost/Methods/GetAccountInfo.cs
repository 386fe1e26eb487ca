using AtInvites.Accounts;
using AtInvites.Syntax;
using PdsHost.Accounts;

namespace PdsHost.Methods;

/// <summary><c>com.atproto.admin.getAccountInfo</c>: what the PDS knows of an account, and what the library knows of its
/// invites.</summary>
internal static class GetAccountInfo
{
    public static async Task<IResult> HandleAsync(
        string? did, IAccounts accounts, AccountInviteReader invites, CancellationToken cancellationToken)
    {
        if (!Did.TryParse(did, out var account)) return XrpcFailure.InvalidRequest("did must be a valid did");
        if (await accounts.FindAsync(account, cancellationToken) is not { } found) return XrpcFailure.NotFound();
        var invited = await invites.ReadAsync(account, cancellationToken);
        return Results.Json(new
        {
            did = found.Did.Value,
            handle = found.Handle.Value,
            email = found.Email,
            indexedAt = AtDatetime.From(found.CreatedAt).Value,
            invited.InvitedBy,
            invited.Invites,
            invited.InvitesDisabled,
            invited.InviteNote,
        });
    }
}
