using AtInvites.Syntax;

namespace AtInvites.Stores;

/// <summary>One version of a record in a repository, as an event told it. Two of the same <see cref="Rev"/> and <see cref="Cid"/>
/// are one that was told twice: the usable one counts, then the one that was seen and not claimed, then the earlier.</summary>
public sealed record RecordVersion
{
    /// <summary>The record. Its authority is <see cref="Repo"/>.</summary>
    public required AtUri Uri { get; init; }

    /// <summary>Whose repository holds it.</summary>
    public required Did Repo { get; init; }

    /// <summary>Name of the family of lexicons that it belongs to.</summary>
    public required string Family { get; init; }

    /// <summary>The revision of the repository that brought it. It orders the versions of a record; in one revision a deletion is
    /// the last.</summary>
    public required Tid Rev { get; init; }

    /// <summary>What it is worth.</summary>
    public required RecordVersionKind Kind { get; init; }

    /// <summary>CID of the record; null for a deletion, and where the event had none.</summary>
    public Cid? Cid { get; init; }

    /// <summary>CID of what may not change without a new answer; null unless it invites or answers.</summary>
    public Cid? Substance { get; init; }

    /// <summary>When a source first saw it; for an answer of back-fill the later of the times that it claims. In
    /// microseconds.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>Whether <see cref="SeenAt"/> is claimed, not seen. A time that was seen takes its place.</summary>
    public bool IsBackfill { get; init; }

    /// <summary>Whether its source says that it took the place of another version, which may never be told.</summary>
    public bool IsEdit { get; init; }

    /// <summary>What it offers, where it invites.</summary>
    public InviteTerms? Invite { get; init; }

    /// <summary>What it says, where it answers.</summary>
    public AnswerTerms? Answer { get; init; }

    /// <summary>Whether it invites or answers.</summary>
    internal bool IsUsable => Kind is RecordVersionKind.Invite or RecordVersionKind.Answer;

    /// <summary>Its place among the versions of its record: 0 for the same version told again.</summary>
    internal int CompareTo(RecordVersion other)
    {
        var order = string.CompareOrdinal(Rev.Value, other.Rev.Value);
        if (order == 0) order = (Kind == RecordVersionKind.Deleted).CompareTo(other.Kind == RecordVersionKind.Deleted);
        return order != 0 ? order : string.CompareOrdinal(Cid?.Value, other.Cid?.Value);
    }

    /// <summary>What is known of a version that was told twice; one of the two as it is.</summary>
    internal RecordVersion Or(RecordVersion other)
    {
        if (IsUsable != other.IsUsable) return IsUsable ? this : other;
        if (IsBackfill != other.IsBackfill) return IsBackfill ? other : this;
        if (SeenAt != other.SeenAt) return SeenAt < other.SeenAt ? this : other;
        return IsEdit ? this : other.IsEdit ? other : this;
    }
}
