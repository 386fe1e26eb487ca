using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>Who collaborates on what, and who is invited to, in every family; for the host's own code, which says itself who may
/// ask. Each call is one look-up in the store, and states are those of the moment of the call. Subjects are named by their
/// author's DID: one that begins with a handle has no invites and no collaborators.</summary>
public sealed class Collaborations(IHandshakeStore store, TimeProvider time)
{
    /// <summary>Most invites on a page.</summary>
    public const int MaxInvites = 100;

    /// <summary>Most collaborators on a page.</summary>
    public const int MaxCollaborators = 1000;

    /// <summary>Whether an account is a collaborator on a subject, and with which role; null when it is none. Of several
    /// invites that it accepted the last one counts. <paramref name="family"/> null means any.</summary>
    public async ValueTask<Collaboration?> FindAsync(
        AtUri subject, Did account, string? family = null, CancellationToken cancellationToken = default)
    {
        var found = await store.FindCollaboratorAsync(subject, account, family, time.GetUtcNow(), cancellationToken)
            .ConfigureAwait(false);
        return found is null ? null : Collaboration.Of(found);
    }

    /// <summary>A page of the collaborators on a subject by DID, each once; a limit outside 1 to
    /// <see cref="MaxCollaborators"/> throws. <paramref name="after"/> is the last DID of the page before.</summary>
    public async ValueTask<Page<Collaboration>> ListAsync(
        AtUri subject, string? family = null, int limit = MaxCollaborators, Did? after = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxCollaborators);
        var query = new CollaboratorQuery
        {
            Subject = subject,
            Family = family,
            Now = time.GetUtcNow(),
            Limit = limit,
            After = after,
        };
        var page = await store.ListCollaboratorsAsync(query, cancellationToken).ConfigureAwait(false);
        return new([.. page.Items.Select(Collaboration.Of)], page.HasMore);
    }

    /// <summary>The invite that a record makes, deleted ones included; null when nothing usable was ever there.</summary>
    public ValueTask<Handshake?> FindInviteAsync(AtUri invite, CancellationToken cancellationToken = default) =>
        store.FindAsync(invite, cancellationToken);

    /// <summary>Invites for an account, newest first; a limit outside 1 to <see cref="MaxInvites"/> throws.</summary>
    public ValueTask<HandshakePage> ListInvitesForAsync(
        Did invitee, HandshakeFilter? filter = null, CancellationToken cancellationToken = default) =>
        store.ListAsync(Query(filter) with { Invitee = invitee }, cancellationToken);

    /// <summary>Invites that an account sent, newest first; a limit outside 1 to <see cref="MaxInvites"/> throws.</summary>
    public ValueTask<HandshakePage> ListInvitesByAsync(
        Did inviter, HandshakeFilter? filter = null, CancellationToken cancellationToken = default) =>
        store.ListAsync(Query(filter) with { Inviter = inviter }, cancellationToken);

    /// <summary>Invites to a subject, newest first; a limit outside 1 to <see cref="MaxInvites"/> throws.</summary>
    public ValueTask<HandshakePage> ListInvitesToAsync(
        AtUri subject, HandshakeFilter? filter = null, CancellationToken cancellationToken = default) =>
        store.ListAsync(Query(filter) with { Subject = subject }, cancellationToken);

    private HandshakeQuery Query(HandshakeFilter? filter)
    {
        filter ??= new();
        ArgumentOutOfRangeException.ThrowIfLessThan(filter.Limit, 1, nameof(filter));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(filter.Limit, MaxInvites, nameof(filter));
        return filter.At(time.GetUtcNow());
    }
}
