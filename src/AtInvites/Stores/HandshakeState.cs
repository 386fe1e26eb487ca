namespace AtInvites.Stores;

/// <summary>How invite and answer stand to each other.</summary>
public enum HandshakeState
{
    /// <summary>Not answered, and it can be accepted.</summary>
    Pending,

    /// <summary>The invitee is a collaborator.</summary>
    Accepted,

    /// <summary>The invitee said no; <c>rejected</c> in <c>pub.chive.collaboration</c>.</summary>
    Declined,

    /// <summary>Not accepted in time.</summary>
    Expired,

    /// <summary>The invite was deleted, or what stands in its place is none.</summary>
    Revoked,
}
