namespace AtInvites.Stores.Contracts.HandshakeModelling;

/// <summary>Something that happened to a record of a case: a deletion where it has neither content nor is refused.</summary>
public readonly record struct HandshakeEvent
{
    public required HandshakePlace Place { get; init; }

    /// <summary>Its place in the true order.</summary>
    public required int Rev { get; init; }

    /// <summary>When it was seen, on the clock of the case.</summary>
    public required int SeenAt { get; init; }

    public bool IsBackfill { get; init; }

    /// <summary>Whether its source says that it took the place of something.</summary>
    public bool IsEdit { get; init; }

    /// <summary>Whether it breaks a rule, whatever it says.</summary>
    public bool IsRefused { get; init; }

    public InviteContent? Offer { get; init; }

    public AnswerContent? Said { get; init; }

    public bool IsInvite => Place is HandshakePlace.Invite or HandshakePlace.OtherInvite;

    public override string ToString()
    {
        var content = Offer is { } offer ? $"offer {offer.Offer} until {offer.Expiry?.ToString() ?? "ever"} resent {offer.Resent}"
            : Said is { } said ? $"{said.Kind} pin {(said.Pin is { } pin ? $"{pin}" : "none")} subject {said.Subject}"
                + $"{(said.IsToOther ? " to the other" : "")} remade {said.Remade}"
            : IsRefused ? "garbage" : "deleted";
        return $"rev {Rev} {Place} seen {SeenAt}{(IsBackfill ? " by back-fill" : "")}"
            + $"{(IsEdit ? " edited" : "")}{(IsRefused ? " refused" : "")}: {content}";
    }
}
