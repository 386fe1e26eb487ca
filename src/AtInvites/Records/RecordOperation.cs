namespace AtInvites.Records;

/// <summary>What happened to a record.</summary>
public enum RecordOperation
{
    /// <summary>It was made.</summary>
    Create,

    /// <summary>It was replaced.</summary>
    Update,

    /// <summary>It was deleted.</summary>
    Delete,
}
