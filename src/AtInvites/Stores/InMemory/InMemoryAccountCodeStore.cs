using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores.InMemory;

internal sealed class InMemoryAccountCodeStore(CodeTable table) : IAccountCodeStore
{
    private static readonly CodePosition Last = new(long.MinValue, default, AsOf: 0);

    public ValueTask<AddStatus> AddAsync(IReadOnlyList<AccountCode> codes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (table.Gate)
        {
            var hashes = new HashSet<TokenHash>(codes.Count);
            foreach (var code in codes)
            {
                if (table.Find(code.Hash) is not null || !hashes.Add(code.Hash)) return new(AddStatus.Duplicate);
            }

            foreach (var code in codes) table.Add(code);
            return new(AddStatus.Added);
        }
    }

    public ValueTask<AccountCode?> FindAsync(TokenHash code, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (table.Gate) return new(table.Find(code)?.Read(table.Log));
    }

    public ValueTask<CodePage> ListAsync(CodeQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (table.Gate)
        {
            var asOf = query.Sort == CodeSort.Recent ? 0 : query.After?.AsOf ?? table.Log.Count;
            var listed = query.Sort == CodeSort.Recent ? ByTime(query.After) : ByUsage(asOf);
            if (query.After is { } after) listed = listed.Where(place => IsAfter(place.Position, after));
            var rows = listed.Take(query.Limit + 1).ToList();
            var hasMore = rows.Count > query.Limit;
            if (hasMore) rows.RemoveAt(query.Limit);
            return new(new CodePage(
                [.. rows.Select(place => place.Slot.Read(table.Log))], hasMore ? rows[^1].Position : null));
        }
    }

    public ValueTask<IReadOnlyList<AccountCode>> ListForAsync(Did owner, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (table.Gate)
        {
            var slots = table.HeldBy(owner).OrderBy(slot => slot.Place, table.Recent.Comparer);
            return new([.. slots.Select(slot => slot.Read(table.Log))]);
        }
    }

    public ValueTask<int> DisableAsync(
        IReadOnlyList<TokenHash> codes, IReadOnlyList<Did> owners, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (table.Gate)
        {
            var named = codes.Select(table.Find).OfType<CodeSlot>().Concat(owners.SelectMany(table.HeldBy));
            var disabled = 0;
            foreach (var slot in named.Where(slot => !slot.IsDisabled))
            {
                slot.IsDisabled = true;
                disabled++;
            }

            return new(disabled);
        }
    }

    public ValueTask<IReadOnlyList<AccountCode>> EarnAsync(Earning earning, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (table.Gate)
        {
            var owner = CodeOwner.Of(earning.Account);
            var earned = table.HeldBy(earning.Account).Where(slot => slot.CreatedBy == owner).ToList();
            var count = earning.Count(
                earned.Count(slot => slot.IsOpen), earned.Count(slot => slot.CreatedAt > earning.Since));
            var isDisabled = table.Switches.GetValueOrDefault(earning.Account).IsDisabled;
            var made = new List<AccountCode>(count);
            foreach (var prepared in earning.Prepared.Take(count))
            {
                if (table.Find(prepared.Hash) is not null) continue;
                table.Add(prepared with { IsDisabled = isDisabled });
                made.Add(table.Find(prepared.Hash)!.Read(table.Log));
            }

            return new(made);
        }
    }

    private IEnumerable<(CodeSlot Slot, CodePosition Position)> ByTime(CodePosition? from)
    {
        var places = from is { } first ? table.Recent.GetViewBetween(first, Last) : table.Recent;
        return places.Select(place => (table.Find(place.Code)!, place));
    }

    private IEnumerable<(CodeSlot Slot, CodePosition Position)> ByUsage(long asOf) => table.All
        .Select(slot => (Slot: slot, Position: new CodePosition(slot.Uses.Count(number => number < asOf), slot.Hash, asOf)))
        .OrderByDescending(place => place.Position.Rank).ThenByDescending(place => place.Position.Code);

    private static bool IsAfter(CodePosition position, CodePosition after) =>
        position.Rank < after.Rank || (position.Rank == after.Rank && position.Code.CompareTo(after.Code) < 0);
}
