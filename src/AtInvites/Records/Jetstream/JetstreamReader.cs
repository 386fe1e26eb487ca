using System.Text.Json;
using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Records.Jetstream;

/// <summary>Reads messages of Jetstream (github.com/bluesky-social/jetstream). Whatever they hold, none is a fault.</summary>
internal sealed class JetstreamReader(RecordFamilies families, RecordOptions options, TimeProvider time)
{
    /// <summary>What to ask for, in an order that stays.</summary>
    public IReadOnlyList<Nsid> Collections { get; } =
        [.. families.Collections.OrderBy(nsid => nsid.Value, StringComparer.Ordinal)];

    /// <summary>The last <c>time_us</c> that is believed, which is a time whatever the skew.</summary>
    private long Latest => Math.Min(
        Microseconds.OfUnix(time.GetUtcNow()) + (options.MaxClockSkew.Ticks / TimeSpan.TicksPerMicrosecond),
        Microseconds.OfUnix(DateTimeOffset.MaxValue));

    public JetstreamMessage Read(ReadOnlySpan<byte> text)
    {
        try
        {
            return JetstreamFields.TryRead(text, out var fields)
                ? Judge(fields, text, isCut: false) : new(JetstreamSkip.WrongShape);
        }
        catch (JsonException)
        {
            return new(JetstreamSkip.BrokenJson);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, which is no text.
            return new(JetstreamSkip.WrongShape);
        }
    }

    /// <summary>Of a message that was not read to its end, whose record is therefore unknown. Jetstream writes the record after
    /// whose it is, its name and its revision.</summary>
    public JetstreamMessage ReadBeginning(ReadOnlySpan<byte> text)
    {
        JetstreamFields fields = default;
        try
        {
            JetstreamFields.TryRead(text, out fields);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Here it is cut, and the fields before are read.
        }

        return Judge(fields, text, isCut: true) with { Skip = JetstreamSkip.TooLarge };
    }

    private JetstreamMessage Judge(in JetstreamFields fields, ReadOnlySpan<byte> text, bool isCut)
    {
        if (fields.Time is not > 0) return new(JetstreamSkip.WrongShape);
        if (fields.Time > Latest)
            return new(JetstreamSkip.Future);
        if (fields.Kind is "identity" or "account") return new(JetstreamSkip.None, fields.Time);
        if (fields.Kind is not "commit")
            return new(fields.Kind is null ? JetstreamSkip.WrongShape : JetstreamSkip.UnknownKind, fields.Time);
        if (!fields.HasCommit || fields.Collection is null || fields.Operation is null)
            return new(JetstreamSkip.WrongShape, fields.Time);
        if (!Nsid.TryParse(fields.Collection, out var collection)) return new(JetstreamSkip.WrongFormat, fields.Time);
        if (!families.TryGet(collection, out _)) return new(JetstreamSkip.None, fields.Time);
        RecordOperation? operation = fields.Operation switch
        {
            "create" => RecordOperation.Create,
            "update" => RecordOperation.Update,
            "delete" => RecordOperation.Delete,
            _ => null,
        };
        return operation is { } known
            ? ReadCommit(fields, collection, known, isCut ? [] : text) : new(JetstreamSkip.UnknownOperation, fields.Time);
    }

    /// <param name="fields">What the message says.</param>
    /// <param name="collection">Its collection, which is a family's.</param>
    /// <param name="operation">Its operation.</param>
    /// <param name="text">The message; empty where its record is unknown.</param>
    private static JetstreamMessage ReadCommit(
        in JetstreamFields fields, Nsid collection, RecordOperation operation, ReadOnlySpan<byte> text)
    {
        var hasRecord = operation != RecordOperation.Delete && text.Length > 0;
        if (fields.Did is null || fields.RecordKey is null || fields.Rev is null
            || (hasRecord && (fields.Cid is null || !fields.HasRecord)))
        {
            return new(JetstreamSkip.WrongShape, fields.Time);
        }

        Cid cid = default;
        if (!Did.TryParse(fields.Did, out var repo) || !RecordKey.TryParse(fields.RecordKey, out var key)
            || !Tid.TryParse(fields.Rev, out var rev) || (hasRecord && !Cid.TryParse(fields.Cid, out cid)))
        {
            return new(JetstreamSkip.WrongFormat, fields.Time);
        }

        var told = new RecordEvent
        {
            Repo = repo,
            Collection = collection,
            RecordKey = key,
            Operation = operation,
            Rev = rev,
            Time = Microseconds.FromUnix(fields.Time!.Value),
            Cid = hasRecord ? cid : null,
            Record = hasRecord ? fields.ReadRecord(text) : null,
        };
        return new(JetstreamSkip.None, fields.Time, told, hasRecord ? text.Length : 0);
    }
}
