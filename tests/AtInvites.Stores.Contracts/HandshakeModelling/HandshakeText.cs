namespace AtInvites.Stores.Contracts.HandshakeModelling;

/// <summary>Handshakes of a case in short, their times on its clock.</summary>
internal static class HandshakeText
{
    public static string Of(Handshake? handshake)
    {
        if (handshake is null) return "nothing";
        var (terms, answer) = (handshake.Terms, handshake.Answer is { } counting ? Of(counting) : "no answer");
        var expiry = terms.ExpiresAt is { } at ? Clock(at) : "ever";
        return $"{Short(handshake.Uri)} of {handshake.Family}, {(handshake.Cid is null ? "gone" : "standing")}, "
            + $"{terms.Invitee} as {terms.Role} for {Short(terms.Subject)} until {expiry}"
            + $"{(terms.EndsWithExpiry ? " for good" : "")}, message {terms.Message ?? "none"}, "
            + $"listed {Clock(handshake.ListedAt)}, {answer}";
    }

    public static string Of(Answer answer) =>
        $"{answer.Terms.Kind} since {Clock(answer.Since)} by {Short(answer.Uri)} of {answer.Answerer}";

    private static string Clock(DateTimeOffset time) => $"{(time - Given.Start).TotalMicroseconds}";

    private static string Short(AtUri uri) => $"{uri.Collection?.Value.Split('.')[^1]}/{uri.RecordKey}";
}
