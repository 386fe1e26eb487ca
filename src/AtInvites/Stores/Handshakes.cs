namespace AtInvites.Stores;

/// <summary>The one judgement of invites and answers, for every store. It rests on what is known, never on its order.</summary>
public static class Handshakes
{
    /// <summary>Most answers of an invitee to one invite that are looked at, latest first.</summary>
    public const int MaxAnswers = 64;

    /// <summary>How much later than the answer to it an invite may be seen. One that comes later still was made under a key that
    /// had another invite, whose deletion nobody saw.</summary>
    private static readonly TimeSpan Overtaking = TimeSpan.FromHours(1);

    /// <summary>What came of an invite; null when no invite was ever there. <paramref name="answers"/> are those of its
    /// invitee, the latest first by time and then by URI.</summary>
    public static Handshake? Settle(RecordHistory invite, IEnumerable<Answer> answers)
    {
        ArgumentNullException.ThrowIfNull(invite);
        ArgumentNullException.ThrowIfNull(answers);
        if (invite.LastUsable is not { Invite: { } terms } shown) return null;
        var current = invite.Current;
        return new()
        {
            Uri = shown.Uri,
            Family = shown.Family,
            Cid = current?.Cid,
            Inviter = shown.Repo,
            Terms = current is null ? terms with { Message = null } : terms,
            ListedAt = (current is null ? shown : invite.First!).SeenAt,
            Answer = current is null ? null : answers.Take(MaxAnswers).FirstOrDefault(answer => Counts(invite, current, answer)),
        };
    }

    /// <summary>Which of two answers is the later: negative when it is <paramref name="left"/>.</summary>
    public static int CompareLatestFirst(Answer left, Answer right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var order = right.Since.CompareTo(left.Since);
        return order != 0 ? order : string.CompareOrdinal(right.Uri.Value, left.Uri.Value);
    }

    private static bool Counts(RecordHistory invite, RecordVersion current, Answer answer)
    {
        var (offer, said) = (current.Invite!, answer.Terms);
        if (answer.Answerer != offer.Invitee || (said.Subject ?? offer.Subject) != offer.Subject) return false;
        // An answer to what stood under this URI before is none to what stands there now, be it word for word the same.
        if (invite.Deletion is { } deletion && answer.Since <= deletion.SeenAt) return false;
        if (!(said.InviteCid is { } cid ? cid == current.Cid : IsToTheseTerms(invite, answer))) return false;
        return said.Kind != AnswerKind.Accepted || IsInTime(invite, offer, answer);
    }

    /// <summary>Streams of two repositories may overtake each other, so an answer may be seen a little before the first terms
    /// that it can be to, and long before where those were read by back-fill. After an edit or a deletion it cannot be told from
    /// one to the terms before.</summary>
    private static bool IsToTheseTerms(RecordHistory invite, Answer answer)
    {
        var first = invite.CurrentRun[0];
        return answer.Since >= first.SeenAt
            || (invite.IsFirstRun && (first.IsBackfill || first.SeenAt - answer.Since <= Overtaking));
    }

    /// <summary>By the expiry that stood when the answer came, or by a later one that the inviter gave since.</summary>
    private static bool IsInTime(RecordHistory invite, InviteTerms offer, Answer answer)
    {
        if (!(offer.ExpiresAt <= answer.Since)) return true;
        var then = invite.CurrentRun[0];
        foreach (var version in invite.CurrentRun)
            if (version.SeenAt <= answer.Since) then = version;
        return !(then.Invite!.ExpiresAt <= answer.Since);
    }
}
