using AtInvites.Redemption;
using AtInvites.Syntax;

namespace AtInvites.Accounts;

/// <summary>Gives a host what its <c>com.atproto.admin.getAccountInfo</c> says of invites.</summary>
public sealed class AccountInviteReader(InviteLineage lineage, CodeLister lister, AccountInviteSwitch invites)
{
    /// <summary>The invites of an account; of one that nobody knows, none.</summary>
    public async ValueTask<AccountInviteDetail> ReadAsync(Did account, CancellationToken cancellationToken)
    {
        var invitedBy = await lineage.FindInvitedByAsync(account, cancellationToken).ConfigureAwait(false);
        var held = await lister.ListForAsync(account, cancellationToken).ConfigureAwait(false);
        var set = await invites.FindAsync(account, cancellationToken).ConfigureAwait(false);
        return new()
        {
            InvitedBy = invitedBy is null ? null : InviteCodeView.Of(invitedBy),
            Invites = [.. held.Select(InviteCodeView.Of)],
            InvitesDisabled = set.IsDisabled,
            InviteNote = set.Note,
        };
    }
}
