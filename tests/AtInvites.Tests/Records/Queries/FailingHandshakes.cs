using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Tests.Records.Queries;

/// <summary>A store of handshakes that cannot be reached.</summary>
internal sealed class FailingHandshakes : IHandshakeStore
{
    public ValueTask<Handshake?> FindAsync(AtUri invite, CancellationToken cancellationToken) => throw Fault();

    public ValueTask<IReadOnlyList<Answer>> ListAnswersAsync(
        AtUri invite, Did answerer, CancellationToken cancellationToken) => throw Fault();

    public ValueTask<HandshakePage> ListAsync(HandshakeQuery query, CancellationToken cancellationToken) => throw Fault();

    public ValueTask<Page<Handshake>> ListCollaboratorsAsync(
        CollaboratorQuery query, CancellationToken cancellationToken) => throw Fault();

    public ValueTask<Handshake?> FindCollaboratorAsync(
        AtUri subject, Did account, string? family, DateTimeOffset now, CancellationToken cancellationToken) => throw Fault();

    private static TimeoutException Fault() => new("The store cannot be reached.");
}
