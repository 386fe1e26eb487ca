using System.Text.Json;
using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>What an invitee writes. A first answer takes the invite's own record key, so that one whose writing was not heard of
/// is found again, also before the index has it.</summary>
internal sealed class AnswerWriting(
    RecordFamilies families, RecordSender sender, IRepoWriter repo, IHandshakeStore handshakes, TimeProvider time)
{
    public async ValueTask<RecordWriteOutcome> AnswerAsync(
        AtUri invite, Did account, AnswerKind kind, CancellationToken cancellationToken)
    {
        if (families.OfInvite(invite) is not { } family
            || await handshakes.FindAsync(invite, cancellationToken).ConfigureAwait(false) is not { } handshake)
        {
            return Refused(RecordWriteStatus.UnknownInvite, $"\"{invite}\" is no invite that the index has seen.");
        }

        if (handshake.Terms.Invitee != account)
            return Refused(RecordWriteStatus.NotInvitee, $"{invite} does not invite {account}.");
        if (family.Answers.FirstOrDefault(answer => answer.CanSay(kind)) is not { } shape)
        {
            return Refused(
                RecordWriteStatus.NotInFamily, $"{family.Name} has no record that says {kind}; to leave is to delete an answer.");
        }

        if (handshake.Cid is null) return Refused(RecordWriteStatus.Revoked, $"{invite} does not stand any more.");
        if (Standing(handshake, kind) is { } settled) return settled;
        var terms = new AnswerTerms
        {
            Invite = invite,
            InviteCid = shape.InviteCid is null ? null : handshake.Cid,
            Subject = shape.Subject is null ? null : handshake.Terms.Subject,
            Kind = kind,
        };
        var (uri, swap, outcome) = await PlaceAsync(account, shape, terms, cancellationToken).ConfigureAwait(false);
        if (outcome is not null) return outcome;
        var record = Record(shape, terms, handshake.Terms);
        return await sender.SendAsync(uri, record, swap, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<RecordWriteOutcome> LeaveAsync(AtUri invite, Did account, CancellationToken cancellationToken)
    {
        if (families.OfInvite(invite) is not { } family) return RecordWriteOutcome.NoInvite(invite);
        var answers = await handshakes.ListAnswersAsync(invite, account, cancellationToken).ConfigureAwait(false);
        List<(AtUri Uri, Cid? Cid)> standing = [.. answers.Select(answer => (answer.Uri, (Cid?)null))];
        foreach (var shape in family.Answers)
        {
            var uri = AtUri.Create(account, shape.Collection, invite.RecordKey!.Value);
            if (standing.Exists(known => known.Uri == uri)) continue;
            var found = await repo.GetAsync(uri, cancellationToken).ConfigureAwait(false);
            if (found?.Error is { } error) return RecordWriteOutcome.Failed(uri, error);
            if (found is not null && sender.Read(uri, found.Record!.Value)?.Answer?.Invite == invite)
                standing.Add((uri, found.Cid));
        }

        foreach (var (uri, swap) in standing)
        {
            var result = await repo.DeleteAsync(uri, swap, cancellationToken).ConfigureAwait(false);
            if (result.Error is { } error) return RecordWriteOutcome.Failed(uri, error);
        }

        return standing.Count == 0
            ? RecordWriteOutcome.Done(RecordWriteStatus.Unchanged, null)
            : RecordWriteOutcome.Done(RecordWriteStatus.Deleted, standing[0].Uri);
    }

    /// <summary>Why there is nothing to write: the answer counts already, or it would not count.</summary>
    private RecordWriteOutcome? Standing(Handshake handshake, AnswerKind kind)
    {
        var now = time.GetUtcNow();
        if (handshake.StateAt(now) == (kind == AnswerKind.Accepted ? HandshakeState.Accepted : HandshakeState.Declined))
            return RecordWriteOutcome.Done(RecordWriteStatus.Unchanged, handshake.Answer!.Uri);
        return kind == AnswerKind.Accepted && handshake.Terms.ExpiresAt <= now
            ? Refused(RecordWriteStatus.Expired, $"{handshake.Uri} could be accepted until {handshake.Terms.ExpiresAt:O}.")
            : null;
    }

    /// <summary>Where an answer goes, and what it replaces there; or what came of it already. One that the index has and that
    /// says the same does not count: said again in its place it would count from when it was first said, so it is said
    /// anew.</summary>
    private async ValueTask<(AtUri Uri, Cid? Swap, RecordWriteOutcome? Outcome)> PlaceAsync(
        Did account, AnswerShape shape, AnswerTerms terms, CancellationToken cancellationToken)
    {
        var fresh = AtUri.Create(account, shape.Collection, sender.NewKey());
        var answers = await handshakes.ListAnswersAsync(terms.Invite, account, cancellationToken).ConfigureAwait(false);
        var known = answers.Where(answer => answer.Uri.Collection == shape.Collection).ToList();
        var other = known.Find(answer => answer.Terms != terms);
        if (known.Count > 0 && other is null) return (fresh, null, null);
        var key = terms.Invite.RecordKey!.Value;
        if (other is null && !sender.MayUse(shape.Collection, key)) return (fresh, null, null);
        var uri = other?.Uri ?? AtUri.Create(account, shape.Collection, key);
        var found = await repo.GetAsync(uri, cancellationToken).ConfigureAwait(false);
        if (found is null) return (uri, null, null);
        if (found.Error is { } error) return (uri, null, RecordWriteOutcome.Failed(uri, error));
        var said = sender.Read(uri, found.Record!.Value)?.Answer;
        if (said == terms) return (uri, null, RecordWriteOutcome.Done(RecordWriteStatus.Unchanged, uri, found.Cid));
        return said?.Invite == terms.Invite ? (uri, found.Cid, null) : (fresh, null, null);
    }

    private JsonElement Record(AnswerShape shape, AnswerTerms terms, InviteTerms offer)
    {
        var word = shape.Statuses.FirstOrDefault(status => status.Value == terms.Kind).Key;
        return new RecordContent(shape.Collection)
            .Set(shape.Invite, terms.Invite.Value)
            .Set(shape.InviteCid, terms.InviteCid?.Value)
            .Set(shape.Subject, terms.Subject?.Value)
            .Set(shape.SubjectCid, offer.SubjectCid?.Value)
            .Set(shape.Status, word)
            .Set(shape.CreatedAt, time.GetUtcNow())
            .ToElement();
    }

    private static RecordWriteOutcome Refused(RecordWriteStatus status, string reason) =>
        RecordWriteOutcome.Refused(status, reason);
}
