using AtInvites.Syntax;
using PdsHost.Accounts;

namespace PdsHost.Methods;

/// <summary><c>com.atproto.admin.updateSubjectStatus</c>: takes an account down, or lets it come back.</summary>
internal static class UpdateSubjectStatus
{
    private const string RepoRef = "com.atproto.admin.defs#repoRef";

    public static async Task<IResult> HandleAsync(
        UpdateSubjectStatusInput input, IAccounts accounts, CancellationToken cancellationToken)
    {
        if (input.Subject is not { Type: RepoRef } subject || !Did.TryParse(subject.Did, out var account))
            return XrpcFailure.InvalidRequest("Invalid subject: this sample takes accounts down, as " + RepoRef);
        if (input.Takedown is { Applied: null }) return XrpcFailure.InvalidRequest("takedown must have the property \"applied\"");
        var isThere = input.Takedown is { Applied: { } isDown }
            ? await accounts.SetTakenDownAsync(account, isDown, cancellationToken)
            : await accounts.FindAsync(account, cancellationToken) is not null;
        return isThere ? Results.Json(input) : XrpcFailure.NotFound();
    }
}
