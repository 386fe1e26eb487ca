namespace AtInvites.Records;

/// <summary>A collection of a family, with what the reader needs of it.</summary>
internal sealed class RecordCollection(RecordFamily family, AnswerShape? answer)
{
    public RecordFamily Family => family;

    /// <summary>The shape of its records where they answer; null where they invite.</summary>
    public AnswerShape? Answer => answer;

    /// <summary>Paths of what may change without a new answer.</summary>
    public string[] Touched { get; } = answer is not null
        ? [answer.CreatedAt]
        : [.. new[] { family.Invite.ExpiresAt, family.Invite.ResentAt }.OfType<string>()];
}
