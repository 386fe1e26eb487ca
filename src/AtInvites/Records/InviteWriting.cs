using System.Text.Json;
using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>What an inviter writes.</summary>
internal sealed class InviteWriting(
    RecordFamilies families, RecordSender sender, IRepoWriter repo, IHandshakeStore handshakes, TimeProvider time)
{
    public async ValueTask<RecordWriteOutcome> InviteAsync(RecordInviteOrder order, CancellationToken cancellationToken)
    {
        if (families.Find(order.Family.Name) != order.Family)
        {
            throw new ArgumentException(
                $"AtInvites: the family {order.Family.Name} is none of this host's; add it with AddRecordInvites.",
                nameof(order));
        }

        var now = time.GetUtcNow();
        if (Refusal(order, now) is { } refused) return refused;
        var (shape, record) = (order.Family.Invite, Record(order, now));
        if (record.Text(shape.Message) != order.Message || record.Text(shape.Role) != order.Role)
        {
            return RecordWriteOutcome.Refused(
                RecordWriteStatus.InvalidRecord, "The message or the role has half of a surrogate pair.");
        }

        var uri = AtUri.Create(order.Inviter, shape.Collection, order.RecordKey ?? sender.NewKey());
        if (sender.Refusal(uri, record) is { } unfit) return unfit;
        if (order.RecordKey is not null
            && await FindAsync(uri, record, order, cancellationToken).ConfigureAwait(false) is { } found)
        {
            return found;
        }

        return await sender.SendAsync(uri, record, null, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<RecordWriteOutcome> ResendAsync(
        AtUri invite, DateTimeOffset? expiresAt, CancellationToken cancellationToken)
    {
        if (families.OfInvite(invite) is not { } family) return RecordWriteOutcome.NoInvite(invite);
        var (shape, now) = (family.Invite, time.GetUtcNow());
        if (expiresAt is not null && shape.ExpiresAt is null) return NotInFamily(family, "an expiry");
        var handshake = await handshakes.FindAsync(invite, cancellationToken).ConfigureAwait(false);
        if (handshake is { Answer.Terms.InviteCid: not null } && handshake.StateAt(now) == HandshakeState.Accepted)
        {
            return RecordWriteOutcome.Refused(
                RecordWriteStatus.AcceptedAsItIs,
                "The acceptance names the invite as it stands and would be lost with a change.");
        }

        var found = await repo.GetAsync(invite, cancellationToken).ConfigureAwait(false);
        if (found is null) return RecordWriteOutcome.NoInvite(invite);
        if (found.Error is { } error) return RecordWriteOutcome.Failed(invite, error);
        var (cid, before) = (found.Cid!.Value, found.Record!.Value);
        var stands = before.Time(shape.ExpiresAt);
        var expiry = expiresAt ?? Later(stands, shape.ExpiryFrom(now));
        if (expiry <= now) return PastExpiry(expiry);
        // The same moment in other digits is another CID, and so another invite to those who name it.
        var changed = expiry == stands ? null : expiry;
        var after = new RecordContent(before).Set(shape.ResentAt, now).Set(shape.ExpiresAt, changed).ToElement();
        return JsonElement.DeepEquals(before, after)
            ? RecordWriteOutcome.Refused(
                RecordWriteStatus.NothingToChange, $"{family.Name} notes only an expiry of what is sent again; give a new one.")
            : await sender.SendAsync(invite, after, cid, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<RecordWriteOutcome> RevokeAsync(AtUri invite, CancellationToken cancellationToken)
    {
        if (families.OfInvite(invite) is null) return RecordWriteOutcome.NoInvite(invite);
        var result = await repo.DeleteAsync(invite, null, cancellationToken).ConfigureAwait(false);
        return result.Error is { } error
            ? RecordWriteOutcome.Failed(invite, error)
            : RecordWriteOutcome.Done(RecordWriteStatus.Deleted, invite);
    }

    private static JsonElement Record(RecordInviteOrder order, DateTimeOffset now)
    {
        var shape = order.Family.Invite;
        return new RecordContent(shape.Collection)
            .Set(shape.Subject, order.Subject.Value)
            .Set(shape.SubjectCid, order.SubjectCid?.Value)
            .Set(shape.Invitee, order.Invitee.Value)
            .Set(shape.Role, order.Role)
            .Set(shape.Message, order.Message)
            .Set(shape.CreatedAt, now)
            .Set(shape.ExpiresAt, order.ExpiresAt ?? shape.ExpiryFrom(now))
            .ToElement();
    }

    private static RecordWriteOutcome? Refusal(RecordInviteOrder order, DateTimeOffset now)
    {
        var (family, shape) = (order.Family, order.Family.Invite);
        if (order.SubjectCid is not null && shape.SubjectCid is null) return NotInFamily(family, "a CID of the subject");
        if (order.Role is not null && shape.Role is null) return NotInFamily(family, "a role");
        if (order.Message is not null && shape.Message is null) return NotInFamily(family, "a message");
        if (order.ExpiresAt is not null && shape.ExpiresAt is null) return NotInFamily(family, "an expiry");
        return order.ExpiresAt <= now ? PastExpiry(order.ExpiresAt) : null;
    }

    /// <summary>What stands under the key that was asked for; null when nothing does.</summary>
    private async ValueTask<RecordWriteOutcome?> FindAsync(
        AtUri uri, JsonElement record, RecordInviteOrder order, CancellationToken cancellationToken)
    {
        var found = await repo.GetAsync(uri, cancellationToken).ConfigureAwait(false);
        if (found is null) return null;
        if (found.Error is { } error) return RecordWriteOutcome.Failed(uri, error);
        var (wanted, there) = (Terms(uri, record), Terms(uri, found.Record!.Value));
        return wanted is not null && wanted == there
            ? RecordWriteOutcome.Done(RecordWriteStatus.Unchanged, uri, found.Cid)
            : RecordWriteOutcome.Refused(RecordWriteStatus.KeyTaken, $"{uri} is another record; ask for another key.");

        // A repeat says later that it was made, and what follows from that.
        InviteTerms? Terms(AtUri at, JsonElement content) => sender.Read(at, content)?.Invite is { } terms
            ? terms with { CreatedAt = default, ExpiresAt = order.ExpiresAt is null ? null : terms.ExpiresAt }
            : null;
    }

    private static DateTimeOffset? Later(DateTimeOffset? left, DateTimeOffset? right) => left > right ? left : right ?? left;

    private static RecordWriteOutcome NotInFamily(RecordFamily family, string what) =>
        RecordWriteOutcome.Refused(RecordWriteStatus.NotInFamily, $"{family.Name} has no place for {what}.");

    private static RecordWriteOutcome PastExpiry(DateTimeOffset? expiry) =>
        RecordWriteOutcome.Refused(RecordWriteStatus.PastExpiry, $"The expiry {expiry:O} is not in the future.");
}
