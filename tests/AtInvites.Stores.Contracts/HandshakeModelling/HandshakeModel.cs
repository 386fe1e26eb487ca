namespace AtInvites.Stores.Contracts.HandshakeModelling;

/// <summary>What the rules make of everything that was told, read in the true order from the first to the last. Nothing of it is
/// the library's but the rows.</summary>
public sealed class HandshakeModel
{
    private readonly Dictionary<AtUri, RecordVersion[]> _records;
    private readonly Answer[] _answers;

    public HandshakeModel(IEnumerable<RecordVersion> told)
    {
        _records = told.GroupBy(version => version.Uri).ToDictionary(group => group.Key, InOrder);
        _answers = [.. _records.Values.Select(AnswerOf).OfType<Answer>()
            .OrderByDescending(answer => answer.Since).ThenByDescending(answer => answer.Uri.Value, StringComparer.Ordinal)];
    }

    public IEnumerable<Answer> Answers(AtUri invite, Did answerer) =>
        _answers.Where(answer => answer.Terms.Invite == invite && answer.Answerer == answerer);

    public Handshake? Handshake(AtUri uri)
    {
        if (!_records.TryGetValue(uri, out var versions)) return null;
        var invite = new ModelInvite();
        foreach (var version in versions) invite.Read(version);
        if (invite.Last is not { Invite: { } terms } last) return null;
        return new()
        {
            Uri = uri,
            Family = last.Family,
            Cid = invite.IsStanding ? last.Cid : null,
            Inviter = last.Repo,
            Terms = invite.IsStanding ? terms : terms with { Message = null },
            ListedAt = invite.IsStanding ? invite.FirstSeen : last.SeenAt,
            Answer = Answers(uri, terms.Invitee).FirstOrDefault(invite.Takes),
        };
    }

    public static HandshakeState State(Handshake handshake, DateTimeOffset now)
    {
        if (handshake.Cid is null) return HandshakeState.Revoked;
        var isOver = handshake.Terms.ExpiresAt is { } expiry && now >= expiry;
        if (handshake.Answer is not { } answer) return isOver ? HandshakeState.Expired : HandshakeState.Pending;
        if (answer.Terms.Kind == AnswerKind.Declined) return HandshakeState.Declined;
        return isOver && handshake.Terms.EndsWithExpiry ? HandshakeState.Expired : HandshakeState.Accepted;
    }

    /// <summary>Each version once. Told twice it is what was usable, then what was seen and not claimed, then what was
    /// earlier.</summary>
    private static RecordVersion[] InOrder(IEnumerable<RecordVersion> told) =>
    [
        .. told.GroupBy(version => (version.Rev, version.Kind == RecordVersionKind.Deleted, version.Cid))
            .Select(twins => twins.OrderBy(twin => twin.Kind == RecordVersionKind.Refused).ThenBy(twin => twin.IsBackfill)
                .ThenBy(twin => twin.SeenAt).ThenBy(twin => !twin.IsEdit).First())
            .OrderBy(version => version.Rev.Value, StringComparer.Ordinal)
            .ThenBy(version => version.Kind == RecordVersionKind.Deleted)
            .ThenBy(version => version.Cid?.Value, StringComparer.Ordinal),
    ];

    private static Answer? AnswerOf(RecordVersion[] versions)
    {
        Answer? standing = null;
        Cid? substance = null;
        foreach (var version in versions)
        {
            if (version.Answer is not { } terms)
            {
                standing = null;
                continue;
            }

            var since = standing is not null && substance == version.Substance ? standing.Since : version.SeenAt;
            standing = new() { Uri = version.Uri, Answerer = version.Repo, Terms = terms, Since = since };
            substance = version.Substance;
        }

        return standing;
    }
}
