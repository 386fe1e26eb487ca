using AtInvites.Syntax;

namespace AtInvites.Stores.InMemory;

internal sealed class InMemoryHandshakeStore(HandshakeTable table) : IHandshakeStore
{
    public ValueTask<Handshake?> FindAsync(AtUri invite, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (table.Gate) return new(table.Find(invite));
    }

    public ValueTask<IReadOnlyList<Answer>> ListAnswersAsync(AtUri invite, Did answerer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (table.Gate) return new([.. table.AnswersTo(invite, answerer)]);
    }

    public ValueTask<HandshakePage> ListAsync(HandshakeQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        cancellationToken.ThrowIfCancellationRequested();
        lock (table.Gate)
        {
            var list = table.Indexes.For(query);
            var rows = Ordered.After(list, query.After).Select(place => table[place.Uri]).Where(query.Matches);
            var page = Page<Handshake>.Of([.. rows.Take(query.Limit + 1)], query.Limit);
            var total = list.LongCount(place => query.Matches(table[place.Uri]));
            return new(new HandshakePage(page.Items, page.HasMore, total));
        }
    }

    public ValueTask<Page<Handshake>> ListCollaboratorsAsync(CollaboratorQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        cancellationToken.ThrowIfCancellationRequested();
        lock (table.Gate)
        {
            var rows = Ordered.After(table.Indexes.AcceptedOn(query.Subject), query.After?.Value)
                .Select(account => Find(query.Subject, Did.Parse(account), query.Family, query.Now)).OfType<Handshake>();
            return new(Page<Handshake>.Of([.. rows.Take(query.Limit + 1)], query.Limit));
        }
    }

    public ValueTask<Handshake?> FindCollaboratorAsync(
        AtUri subject, Did account, string? family, DateTimeOffset now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (table.Gate) return new(Find(subject, account, family, now));
    }

    private Handshake? Find(AtUri subject, Did account, string? family, DateTimeOffset now) =>
        table.Indexes.AcceptedBy(subject, account).FirstOrDefault(handshake =>
            (family is null || handshake.Family == family) && handshake.StateAt(now) == HandshakeState.Accepted);
}
