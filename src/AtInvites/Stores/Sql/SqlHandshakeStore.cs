using AtInvites.Syntax;

namespace AtInvites.Stores.Sql;

internal sealed class SqlHandshakeStore : IHandshakeStore
{
    public ValueTask<Handshake?> FindAsync(AtUri invite, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<Answer>> ListAnswersAsync(
        AtUri invite, Did answerer, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<HandshakePage> ListAsync(HandshakeQuery query, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<Page<Handshake>> ListCollaboratorsAsync(CollaboratorQuery query, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<Handshake?> FindCollaboratorAsync(
        AtUri subject, Did account, string? family, DateTimeOffset now, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
