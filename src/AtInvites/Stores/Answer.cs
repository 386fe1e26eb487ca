using AtInvites.Syntax;

namespace AtInvites.Stores;

/// <summary>An answer record that stands in its repository.</summary>
public sealed record Answer
{
    /// <summary>The record.</summary>
    public required AtUri Uri { get; init; }

    /// <summary>Who wrote it. It counts only if that is who the invite names.</summary>
    public required Did Answerer { get; init; }

    /// <summary>What it says.</summary>
    public required AnswerTerms Terms { get; init; }

    /// <summary>Since when it says so.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The answer that stands by the history of its record; null when none does.</summary>
    public static Answer? Of(RecordHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        return history.Current is { Answer: { } terms } current
            ? new() { Uri = current.Uri, Answerer = current.Repo, Terms = terms, Since = history.CurrentRun[0].SeenAt }
            : null;
    }
}
