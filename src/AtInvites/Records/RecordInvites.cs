using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>Writes invites and answers into the repositories of accounts. Whoever calls has checked that its user is the account
/// in whose name it writes. Nothing is believed because it was written here: states change when the index sees the records. A
/// refusal, the PDS's included, is an outcome; a network that fails, a time-out and a cancellation are exceptions, after which
/// the same call may be made again.</summary>
public sealed class RecordInvites
{
    private readonly InviteWriting _invites;
    private readonly AnswerWriting _answers;

    internal RecordInvites(InviteWriting invites, AnswerWriting answers) => (_invites, _answers) = (invites, answers);

    /// <summary>Writes an invite. Repeated it is a second invite, unless <see cref="RecordInviteOrder.RecordKey"/> says
    /// which.</summary>
    public ValueTask<RecordWriteOutcome> InviteAsync(RecordInviteOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        return _invites.InviteAsync(order, cancellationToken);
    }

    /// <summary>Notes in an invite that it was sent again, with a later expiry; all else in it stays, and so does an acceptance
    /// where answers name no CID. Where they do, it is refused once the index has the acceptance; one that is on its way is lost
    /// to the change and must be made again. Without <paramref name="expiresAt"/> the family's lifetime starts anew and an expiry
    /// after that stays. A family that has no lifetime and does not note when it was sent needs one.</summary>
    public ValueTask<RecordWriteOutcome> ResendAsync(
        AtUri invite, DateTimeOffset? expiresAt, CancellationToken cancellationToken) =>
        _invites.ResendAsync(invite, expiresAt, cancellationToken);

    /// <summary>Deletes an invite, and with it what was accepted. One that is gone already is the same answer.</summary>
    public ValueTask<RecordWriteOutcome> RevokeAsync(AtUri invite, CancellationToken cancellationToken) =>
        _invites.RevokeAsync(invite, cancellationToken);

    /// <summary>Accepts an invite that the index knows to be pending, or declined and in time; another answer of the account is
    /// replaced. Accepted already is the same answer, and nothing is written.</summary>
    public ValueTask<RecordWriteOutcome> AcceptAsync(AtUri invite, Did account, CancellationToken cancellationToken) =>
        _answers.AnswerAsync(invite, account, AnswerKind.Accepted, cancellationToken);

    /// <summary>Declines an invite, at any time while it stands, also after accepting it. Refused in families without such a
    /// record, as in <see cref="RecordFamily.Chive"/>.</summary>
    public ValueTask<RecordWriteOutcome> DeclineAsync(AtUri invite, Did account, CancellationToken cancellationToken) =>
        _answers.AnswerAsync(invite, account, AnswerKind.Declined, cancellationToken);

    /// <summary>Deletes every answer of the account to an invite that the index has, and one under the invite's own key that it
    /// has not; the invite can then be accepted again while it is in time. After a refusal in the midst of several the same call
    /// goes on. An answer under another key (to an invite that was edited, or whose key another one took) is left once the index
    /// has it, and until then may be written twice.</summary>
    public ValueTask<RecordWriteOutcome> LeaveAsync(AtUri invite, Did account, CancellationToken cancellationToken) =>
        _answers.LeaveAsync(invite, account, cancellationToken);
}
