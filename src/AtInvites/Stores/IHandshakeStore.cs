using AtInvites.Syntax;

namespace AtInvites.Stores;

/// <summary>What came of invite records.</summary>
public interface IHandshakeStore
{
    /// <summary>The handshake of an invite record; null when nothing usable was ever there.</summary>
    ValueTask<Handshake?> FindAsync(AtUri invite, CancellationToken cancellationToken);

    /// <summary>Every answer of an account to an invite that stands in its repository, whether it counts or not, latest
    /// first.</summary>
    ValueTask<IReadOnlyList<Answer>> ListAnswersAsync(AtUri invite, Did answerer, CancellationToken cancellationToken);

    /// <summary>A page of handshakes and how many there are.</summary>
    ValueTask<HandshakePage> ListAsync(HandshakeQuery query, CancellationToken cancellationToken);

    /// <summary>A page of the collaborators on a subject.</summary>
    ValueTask<Page<Handshake>> ListCollaboratorsAsync(CollaboratorQuery query, CancellationToken cancellationToken);

    /// <summary>The handshake by which an account is a collaborator at a time: of several the one that was accepted last. Null
    /// when it is none. One indexed look-up. <paramref name="family"/> null means any.</summary>
    ValueTask<Handshake?> FindCollaboratorAsync(
        AtUri subject, Did account, string? family, DateTimeOffset now, CancellationToken cancellationToken);
}
