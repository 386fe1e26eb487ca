using System.Text;
using System.Text.Json;
using AtInvites.Lexicons;
using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>Judges an event by itself: its lexicon, its CID, whose it is. Whether an answer counts is judged with its invite, by
/// the store.</summary>
internal sealed class RecordReader(RecordFamilies families, LexiconValidator validator, RecordOptions options)
{
    /// <summary>Most UTF-8 bytes of a role, and of a message; lexicons need not bound them.</summary>
    public const int MaxWordsBytes = 4_096;

    /// <summary>Most bytes of a DID. Those of the network are of 32 bytes, or of a host's name, which has 253 at most; databases
    /// index two URIs side by side and need a bound.</summary>
    public const int MaxDidBytes = 400;

    public RecordReading Read(RecordEvent told)
    {
        if (!families.TryGet(told.Collection, out var collection)) return new(null, RecordRefusal.UnknownCollection);
        if (!told.IsWhole || IsLong(told.Repo)) return new(null, RecordRefusal.BrokenEvent);
        var version = new RecordVersion
        {
            Uri = told.Uri,
            Repo = told.Repo,
            Family = collection.Family.Name,
            Rev = told.Rev,
            Kind = told.Operation == RecordOperation.Delete ? RecordVersionKind.Deleted : RecordVersionKind.Refused,
            Cid = told.Operation == RecordOperation.Delete || told.Cid == default(Cid) ? null : told.Cid,
            SeenAt = Microseconds.Of(told.Time),
            IsBackfill = told.IsBackfill,
            IsEdit = told.Operation == RecordOperation.Update && !told.IsBackfill,
        };
        if (told.Operation == RecordOperation.Delete) return new(version, RecordRefusal.None);
        if (!validator.AllowsRecordKey(told.Collection, told.RecordKey)) return new(version, RecordRefusal.WrongKey);
        if (told.Record is not { } record || validator.ValidateRecord(told.Collection, record) is not null)
            return new(version, RecordRefusal.BrokenLexicon);
        return collection.Answer is { } shape
            ? ReadAnswer(collection, shape, version, record)
            : ReadInvite(collection, version, record);
    }

    private RecordReading ReadInvite(RecordCollection collection, RecordVersion version, JsonElement record)
    {
        var (family, shape) = (collection.Family, collection.Family.Invite);
        if (record.Uri(shape.Subject) is not { } subject || record.Did(shape.Invitee) is not { } invitee
            || record.Time(shape.CreatedAt) is not { } createdAt
            || !record.TryTime(shape.ExpiresAt, out var expiresAt) || !record.TryText(shape.Role, out var role))
        {
            return new(version, RecordRefusal.BrokenLexicon);
        }

        if (subject.Authority.Did != version.Repo || !subject.IsRecord) return new(version, RecordRefusal.ForeignSubject);
        var terms = new InviteTerms
        {
            Subject = subject,
            SubjectCid = record.Cid(shape.SubjectCid),
            Invitee = invitee,
            Role = role ?? shape.DefaultRole,
            Message = record.Text(shape.Message),
            CreatedAt = createdAt,
            ExpiresAt = expiresAt ?? shape.ExpiryFrom(createdAt),
            EndsWithExpiry = family.ExpiryEndsAccepted,
        };
        if (IsLong(role) || IsLong(terms.Message) || IsLong(invitee)) return new(version, RecordRefusal.LongWords);
        var usable = version with { Kind = RecordVersionKind.Invite, Invite = terms };
        return Complete(version, usable, record, createdAt, collection.Touched);
    }

    private RecordReading ReadAnswer(RecordCollection collection, AnswerShape shape, RecordVersion version, JsonElement record)
    {
        var (inviteCid, subject) = (record.Cid(shape.InviteCid), record.Uri(shape.Subject));
        if (record.Uri(shape.Invite) is not { } invite || record.Time(shape.CreatedAt) is not { } createdAt
            || inviteCid is null != shape.InviteCid is null || subject is null != shape.Subject is null)
        {
            return new(version, RecordRefusal.BrokenLexicon);
        }

        if (invite.Collection != collection.Family.Invite.Collection || invite.Authority.Did is not { } inviter
            || IsLong(inviter) || !invite.IsRecord)
            return new(version, RecordRefusal.NoInvite);
        var kind = shape.Status is null ? shape.Means : shape.Statuses.GetValueOrDefault(record.Text(shape.Status) ?? "");
        if (kind == AnswerKind.None) return new(version, RecordRefusal.UnknownStatus);
        var terms = new AnswerTerms { Invite = invite, InviteCid = inviteCid, Subject = subject, Kind = kind };
        var usable = version with { Kind = RecordVersionKind.Answer, Answer = terms };
        return Complete(version, usable, record, createdAt, collection.Touched);
    }

    /// <summary>Checks the CID and the times, which every record has.</summary>
    private RecordReading Complete(
        RecordVersion refused, RecordVersion usable, JsonElement record, DateTimeOffset createdAt, string[] touched)
    {
        Cid substance;
        try
        {
            if (usable.Cid != Cid.OfDagCbor(DagCbor.Encode(record))) return new(refused, RecordRefusal.WrongCid);
            substance = Array.Exists(touched, path => record.Has(path))
                ? Cid.OfDagCbor(DagCbor.EncodeWithout(record, touched)) : usable.Cid.Value;
        }
        catch (FormatException)
        {
            return new(refused, RecordRefusal.WrongCid);
        }

        var claimed = createdAt;
        if (usable.IsBackfill && Tid.TryParse(usable.Uri.RecordKey?.Value, out var tid))
            claimed = Later(createdAt, Microseconds.FromUnix(tid.UnixMicroseconds));
        if (claimed - usable.SeenAt > options.MaxClockSkew) return new(refused, RecordRefusal.Future);
        // Only an answer is believed: an inviter who dated an edit back would have it accepted by an answer to what stood before.
        var isBelieved = usable.IsBackfill && usable.Kind == RecordVersionKind.Answer;
        return new(usable with { Substance = substance, SeenAt = isBelieved ? claimed : usable.SeenAt }, RecordRefusal.None);
    }

    // A DID is ASCII.
    private static bool IsLong(Did did) => did.Value.Length > MaxDidBytes;

    private static bool IsLong(string? words) => words is not null && Encoding.UTF8.GetByteCount(words) > MaxWordsBytes;

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
}
