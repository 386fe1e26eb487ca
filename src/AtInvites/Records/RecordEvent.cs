using System.Text.Json;
using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>Something that happened to a record in a repository, as an event stream tells it. Its source has checked that it is
/// that repository's own.</summary>
public sealed record RecordEvent
{
    /// <summary>Whose repository.</summary>
    public required Did Repo { get; init; }

    /// <summary>The record's collection.</summary>
    public required Nsid Collection { get; init; }

    /// <summary>The record's name in it.</summary>
    public required RecordKey RecordKey { get; init; }

    /// <summary>What happened.</summary>
    public required RecordOperation Operation { get; init; }

    /// <summary>Revision of the repository, which orders the events of a record; for back-fill that of the commit that was
    /// read.</summary>
    public required Tid Rev { get; init; }

    /// <summary>When the source first saw it. Expiry is judged by it, never by what a record claims.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>CID of the record; null for a deletion.</summary>
    public Cid? Cid { get; init; }

    /// <summary>The record as JSON of the data model; null for a deletion.</summary>
    public JsonElement? Record { get; init; }

    /// <summary>Whether it was read from a repository later on, so that <see cref="Time"/> is that of reading. For an answer the
    /// later of its <c>createdAt</c> and the time in its key then stands for when it was seen, and both can be forged by its
    /// author. An invite that was edited unseen is taken as edited when it was read.</summary>
    public bool IsBackfill { get; init; }

    /// <summary>Whether it says what happened to which record, and nothing of that is <c>default</c>.</summary>
    internal bool IsWhole => Repo != default && Collection != default && RecordKey != default && Rev != default
        && Operation is RecordOperation.Create or RecordOperation.Update or RecordOperation.Delete;

    /// <summary>The record's URI.</summary>
    public AtUri Uri => AtUri.Create(Repo, Collection, RecordKey);
}
