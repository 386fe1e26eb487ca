namespace AtInvites.Stores;

/// <summary>What an invitee said.</summary>
public enum AnswerKind
{
    /// <summary>Nothing that counts.</summary>
    None,

    /// <summary>Yes.</summary>
    Accepted,

    /// <summary>No.</summary>
    Declined,
}
