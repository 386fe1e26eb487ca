using System.Collections.Immutable;

namespace AtInvites.Stores;

/// <summary>What is kept of a record's versions. It depends on which were told, never on their order: the last deletion, the last
/// <see cref="Limit"/> versions after it, and the last one that was usable, wherever it is; without its message where it was
/// deleted. Where back-fill reads a record so often that the limit is met, readings between two others of the same record give
/// way; an edit between them that is told later still then asks for an answer seen after the next reading kept.</summary>
public sealed class RecordHistory
{
    /// <summary>Most versions that are kept after the last deletion, but for the last one that was usable.</summary>
    public const int Limit = 64;

    private readonly ImmutableArray<RecordVersion> _versions;

    // Found once: every answer to an invite is judged by it.
    private readonly int _run;

    private RecordHistory(ImmutableArray<RecordVersion> versions)
    {
        _versions = versions;
        if (Current is not { } current) return;
        _run = versions.Length - 1;
        while (_run > FirstSinceDeletion && versions[_run - 1].Substance == current.Substance) _run--;
    }

    /// <summary>A record of which nothing was told.</summary>
    public static RecordHistory Empty { get; } = new([]);

    /// <summary>What is kept, oldest first.</summary>
    public ImmutableArray<RecordVersion> Versions => _versions;

    /// <summary>The version that stands in the repository, if it is usable; null otherwise.</summary>
    internal RecordVersion? Current => _versions is [.., { IsUsable: true } last] ? last : null;

    /// <summary>The last version that was usable, standing or not; null when there was none.</summary>
    public RecordVersion? LastUsable => _versions.LastOrDefault(version => version.IsUsable);

    /// <summary>The last deletion; null when there was none.</summary>
    internal RecordVersion? Deletion => FirstSinceDeletion > 0 ? _versions[FirstSinceDeletion - 1] : null;

    /// <summary>The versions up to <see cref="Current"/> that say the same in substance, oldest first; empty without
    /// <see cref="Current"/>.</summary>
    internal ReadOnlySpan<RecordVersion> CurrentRun => Current is null ? [] : _versions.AsSpan()[_run..];

    /// <summary>Whether <see cref="CurrentRun"/> begins with the first version there was, as far as anybody knows.</summary>
    internal bool IsFirstRun =>
        CurrentRun is { Length: > 0 and < Limit } run && run.Length == _versions.Length && !run[0].IsEdit;

    /// <summary>The first version after the last deletion; null when there is none.</summary>
    internal RecordVersion? First => FirstSinceDeletion < _versions.Length ? _versions[FirstSinceDeletion] : null;

    private int FirstSinceDeletion
    {
        get
        {
            if (_versions is [{ Kind: RecordVersionKind.Deleted }, ..]) return 1;
            return _versions is [_, { Kind: RecordVersionKind.Deleted }, ..] ? 2 : 0;
        }
    }

    /// <summary>The history with one more version; the same instance when it tells nothing new.</summary>
    public RecordHistory Add(RecordVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        var all = _versions.ToBuilder();
        var place = 0;
        while (place < all.Count && all[place].CompareTo(version) < 0) place++;
        if (place == all.Count || all[place].CompareTo(version) != 0)
        {
            all.Insert(place, version);
        }
        else
        {
            var known = all[place];
            // Without the message of a deleted record, which stays away.
            all[place] = known.Or(version);
            if (all[place] == known) return this;
        }

        Prune(all);
        return all.SequenceEqual(_versions) ? this : new(all.DrainToImmutable());
    }

    /// <summary>A history as a store kept it: the versions of one record that <see cref="Versions"/> had, in their
    /// order.</summary>
    public static RecordHistory Of(IEnumerable<RecordVersion> versions) => new([.. versions]);

    private static void Prune(ImmutableArray<RecordVersion>.Builder all)
    {
        if (all.Count >= Limit) ThinOut(all);
        var deletion = all.Count - 1;
        while (deletion >= 0 && all[deletion].Kind != RecordVersionKind.Deleted) deletion--;
        // The last of all, not the last before the deletion: a later deletion would otherwise find it gone or not by the order.
        var usable = all.Count - 1;
        while (usable >= 0 && !all[usable].IsUsable) usable--;
        var first = Math.Max(deletion, all.Count - Limit);
        for (var i = first - 1; i >= 0; i--)
            if (i != deletion && i != usable) all.RemoveAt(i);
        if (usable >= 0 && usable < deletion && all[0].Invite is { Message: not null } terms)
            all[0] = all[0] with { Invite = terms with { Message = null } };
    }

    // Or a host that reads a repository every night would push out when its records were first seen.
    private static void ThinOut(ImmutableArray<RecordVersion>.Builder all)
    {
        for (var i = all.Count - 2; i > 0; i--)
        {
            if (all[i] is not { IsBackfill: true, IsUsable: true }) continue;
            if (IsSameRecord(all[i - 1], all[i]) && IsSameRecord(all[i], all[i + 1])) all.RemoveAt(i);
        }
    }

    private static bool IsSameRecord(RecordVersion left, RecordVersion right) =>
        left.IsUsable && right.IsUsable && left.Cid == right.Cid;
}
