using System.Security.Cryptography;
using System.Text.Json;
using AtInvites.Lexicons;
using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>The way of a record out: judged as the index would judge it, sent, and its CID compared.</summary>
internal sealed class RecordSender(IRepoWriter repo, RecordReader reader, LexiconValidator validator, TimeProvider time)
{
    /// <summary>Of this process among those that write to a repository; two that draw the same number are told apart by the
    /// microsecond.</summary>
    private readonly TidClock _keys = new(time, RandomNumberGenerator.GetInt32(1024));

    public RecordKey NewKey() => RecordKey.Parse(_keys.Next().Value);

    /// <summary>Whether a record may have this key, and would be believed with it: a TID is no later than now.</summary>
    public bool MayUse(Nsid collection, RecordKey key) => validator.AllowsRecordKey(collection, key)
        && !(Tid.TryParse(key.Value, out var tid) && Microseconds.FromUnix(tid.UnixMicroseconds) > time.GetUtcNow());

    /// <summary>What the index would make of a record that stands; null when nothing.</summary>
    public RecordVersion? Read(AtUri uri, JsonElement record) =>
        CidOf(record) is { } cid && Judge(uri, cid, record) is { Refusal: RecordRefusal.None } judged ? judged.Version : null;

    /// <summary>Sends a record that is fit to be; with <paramref name="swap"/> in the place of the one that has this
    /// CID.</summary>
    public async ValueTask<RecordWriteOutcome> SendAsync(
        AtUri uri, JsonElement record, Cid? swap, CancellationToken cancellationToken)
    {
        if (Refusal(uri, record) is { } refused) return refused;
        var cid = CidOf(record);
        var result = swap is { } current
            ? await repo.PutAsync(uri, record, current, cancellationToken).ConfigureAwait(false)
            : await repo.CreateAsync(uri, record, cancellationToken).ConfigureAwait(false);
        if (result.Error is { } error) return RecordWriteOutcome.Failed(uri, error);
        if (result.Cid == cid) return RecordWriteOutcome.Done(RecordWriteStatus.Written, uri, cid);
        return RecordWriteOutcome.Done(RecordWriteStatus.WrittenDifferently, uri, result.Cid)
            with { Reason = $"The PDS names {result.Cid}; the record that was sent has {cid}." };
    }

    /// <summary>Why a record is not fit to be sent; null when it is.</summary>
    public RecordWriteOutcome? Refusal(AtUri uri, JsonElement record)
    {
        if (CidOf(record) is not { } cid)
            return RecordWriteOutcome.Refused(RecordWriteStatus.InvalidRecord, "The record has what the data model does not.");
        if (validator.ValidateRecord(uri.Collection!.Value, record) is { } fault)
            return RecordWriteOutcome.Refused(RecordWriteStatus.InvalidRecord, fault.ToString());
        return Judge(uri, cid, record).Refusal switch
        {
            RecordRefusal.None => null,
            RecordRefusal.ForeignSubject => RecordWriteOutcome.Refused(
                RecordWriteStatus.ForeignSubject,
                "The subject is not in the inviter's repository, or names it by a handle; give its at:// URI with the DID."),
            var reason => RecordWriteOutcome.Refused(
                RecordWriteStatus.InvalidRecord, $"The index would keep the record out: {RecordTelemetry.Tag(reason)}."),
        };
    }

    private RecordReading Judge(AtUri uri, Cid cid, JsonElement record) => reader.Read(new()
    {
        Repo = uri.Authority.Did!.Value,
        Collection = uri.Collection!.Value,
        RecordKey = uri.RecordKey!.Value,
        Operation = RecordOperation.Create,
        Rev = Tid.From(0, 0),
        Time = time.GetUtcNow(),
        Cid = cid,
        Record = record,
        // The stricter judgement, which looks at the record key's time as well.
        IsBackfill = true,
    });

    private static Cid? CidOf(JsonElement record)
    {
        try
        {
            return Cid.OfDagCbor(DagCbor.Encode(record));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
