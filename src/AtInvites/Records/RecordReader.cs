using System.Text.Json;
using AtInvites.Lexicons;
using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>Judges an event by itself: its lexicon, its CID, whose it is. Whether an answer counts is judged with its invite, by
/// the store.</summary>
internal sealed class RecordReader(RecordFamilies families, LexiconValidator validator, RecordOptions options)
{
    public RecordReading Read(RecordEvent told)
    {
        if (!families.TryGet(told.Collection, out var family)) return new(null, RecordRefusal.UnknownCollection);
        var version = new RecordVersion
        {
            Uri = told.Uri,
            Repo = told.Repo,
            Family = family.Name,
            Rev = told.Rev,
            Kind = RecordVersionKind.Deleted,
            SeenAt = Microseconds.Of(told.Time),
            IsBackfill = told.IsBackfill,
        };
        if (told.Operation == RecordOperation.Delete) return new(version, RecordRefusal.None);
        version = version with { Kind = RecordVersionKind.Refused, Cid = told.Cid };
        if (!validator.AllowsRecordKey(told.Collection, told.RecordKey)) return new(version, RecordRefusal.WrongKey);
        if (told.Record is not { } record || validator.ValidateRecord(told.Collection, record) is not null)
            return new(version, RecordRefusal.BrokenLexicon);
        if (told.Collection == family.Invite.Collection) return ReadInvite(family, version, record);
        return ReadAnswer(family, family.Answers.First(answer => answer.Collection == told.Collection), version, record);
    }

    private RecordReading ReadInvite(RecordFamily family, RecordVersion version, JsonElement record)
    {
        var shape = family.Invite;
        if (record.Uri(shape.Subject) is not { } subject || record.Did(shape.Invitee) is not { } invitee
            || record.Time(shape.CreatedAt) is not { } createdAt)
        {
            return new(version, RecordRefusal.BrokenLexicon);
        }

        if (subject.Authority.Did != version.Repo) return new(version, RecordRefusal.ForeignSubject);
        var terms = new InviteTerms
        {
            Subject = subject,
            SubjectCid = record.Cid(shape.SubjectCid),
            Invitee = invitee,
            Role = record.Text(shape.Role) ?? shape.DefaultRole,
            Message = record.Text(shape.Message),
            CreatedAt = createdAt,
            ExpiresAt = record.Time(shape.ExpiresAt) ?? After(createdAt, shape.Lifetime),
            EndsWithExpiry = family.ExpiryEndsAccepted,
        };
        string[] touched = [.. new[] { shape.ExpiresAt, shape.ResentAt }.OfType<string>().Select(RecordFields.Root)];
        return Complete(version with { Kind = RecordVersionKind.Invite, Invite = terms }, record, createdAt, touched);
    }

    private RecordReading ReadAnswer(RecordFamily family, AnswerShape shape, RecordVersion version, JsonElement record)
    {
        if (record.Uri(shape.Invite) is not { } invite || record.Time(shape.CreatedAt) is not { } createdAt
            || (shape.InviteCid is not null && record.Cid(shape.InviteCid) is null)
            || (shape.Subject is not null && record.Uri(shape.Subject) is null))
        {
            return new(version, RecordRefusal.BrokenLexicon);
        }

        if (invite.Authority.Did is null || invite.Collection != family.Invite.Collection || invite.RecordKey is null)
            return new(version, RecordRefusal.NoInvite);
        var kind = shape.Status is null ? shape.Means : shape.Statuses.GetValueOrDefault(record.Text(shape.Status) ?? "");
        if (kind == AnswerKind.None) return new(version, RecordRefusal.UnknownStatus);
        var terms = new AnswerTerms
        {
            Invite = invite,
            InviteCid = record.Cid(shape.InviteCid),
            Subject = record.Uri(shape.Subject),
            Kind = kind,
        };
        return Complete(
            version with { Kind = RecordVersionKind.Answer, Answer = terms }, record, createdAt,
            [RecordFields.Root(shape.CreatedAt)]);
    }

    /// <summary>Checks the CID and the times, which every record has.</summary>
    private RecordReading Complete(
        RecordVersion version, JsonElement record, DateTimeOffset createdAt, ReadOnlySpan<string> touched)
    {
        var refused = version with { Kind = RecordVersionKind.Refused, Invite = null, Answer = null };
        try
        {
            if (version.Cid != Cid.OfDagCbor(DagCbor.Encode(record))) return new(refused, RecordRefusal.WrongCid);
            version = version with { Substance = Cid.OfDagCbor(DagCbor.EncodeWithout(record, touched)) };
        }
        catch (FormatException)
        {
            return new(refused, RecordRefusal.WrongCid);
        }

        var claimed = createdAt;
        if (version.IsBackfill && Tid.TryParse(version.Uri.RecordKey?.Value, out var tid))
            claimed = Later(createdAt, Microseconds.FromUnix(tid.UnixMicroseconds));
        if (claimed > version.SeenAt + options.MaxClockSkew) return new(refused, RecordRefusal.Future);
        return new(version.IsBackfill ? version with { SeenAt = claimed } : version, RecordRefusal.None);
    }

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;

    internal static DateTimeOffset? After(DateTimeOffset start, TimeSpan? lifetime) =>
        lifetime is { } time && start < DateTimeOffset.MaxValue - time ? start + time : null;
}
