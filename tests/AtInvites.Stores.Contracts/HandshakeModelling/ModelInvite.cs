namespace AtInvites.Stores.Contracts.HandshakeModelling;

/// <summary>An invite record as it goes through its versions.</summary>
internal sealed class ModelInvite
{
    // When which expiry was seen under the terms that stand.
    private readonly List<(DateTimeOffset SeenAt, DateTimeOffset? Expiry)> _expiries = [];
    private DateTimeOffset? _deletedAt;
    private bool _isAnyBefore;
    private bool _isFirstEver;
    private bool _isGone = true;

    /// <summary>The last version that invited.</summary>
    public RecordVersion? Last { get; private set; }

    public bool IsStanding { get; private set; }

    public DateTimeOffset FirstSeen { get; private set; }

    public void Read(RecordVersion version)
    {
        if (version.Kind == RecordVersionKind.Deleted)
        {
            (_deletedAt, _isGone, _isAnyBefore, IsStanding) = (version.SeenAt, true, true, false);
            return;
        }

        if (_isGone) (FirstSeen, _isGone) = (version.SeenAt, false);
        if (version.Kind == RecordVersionKind.Refused)
        {
            (IsStanding, _isAnyBefore) = (false, true);
            return;
        }

        if (!IsStanding || Last!.Substance != version.Substance)
        {
            _expiries.Clear();
            _isFirstEver = !_isAnyBefore && !version.IsEdit;
        }

        _expiries.Add((version.SeenAt, version.Invite!.ExpiresAt));
        (Last, IsStanding, _isAnyBefore) = (version, true, true);
    }

    /// <summary>Whether an answer of the invitee counts.</summary>
    public bool Takes(Answer answer)
    {
        if (!IsStanding || answer.Since <= _deletedAt) return false;
        var (offer, said) = (Last!.Invite!, answer.Terms);
        if (said.Subject is { } subject && subject != offer.Subject) return false;
        if (said.InviteCid is { } pin && pin != Last.Cid) return false;
        if (said.InviteCid is null && !_isFirstEver && answer.Since < _expiries[0].SeenAt) return false;
        if (said.Kind == AnswerKind.Declined) return true;
        var stood = _expiries.LastOrDefault(expiry => expiry.SeenAt <= answer.Since, _expiries[0]);
        return IsBefore(answer.Since, stood.Expiry) || IsBefore(answer.Since, offer.ExpiresAt);
    }

    private static bool IsBefore(DateTimeOffset time, DateTimeOffset? expiry) => expiry is null || time < expiry;
}
