namespace AtInvites.Stores.Contracts.HandshakeModelling;

/// <summary>The records of one case.</summary>
public enum HandshakePlace
{
    Invite,
    OtherInvite,
    Answer,
    SecondAnswer,
    StrangersAnswer,
}
