using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores.InMemory;

internal sealed class InMemoryAccountCodeStore(CodeTable table) : IAccountCodeStore
{
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
            var listed = query.Sort == CodeSort.Recent ? Ordered.After(table.Recent, query.After) : ByUse(query, asOf);
            var places = listed.Take(query.Limit + 1).ToList();
            var hasMore = places.Count > query.Limit;
            if (hasMore) places.RemoveAt(query.Limit);
            return new(new CodePage(
                [.. places.Select(place => table.Find(place.Code)!.Read(table.Log))],
                hasMore ? places[^1] with { AsOf = asOf } : null));
        }
    }

    public ValueTask<IReadOnlyList<AccountCode>> ListForAsync(Did owner, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (table.Gate)
        {
            var slots = table.HeldBy(owner).OrderBy(slot => slot.PlaceByTime, CodeTable.Order);
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

    /// <summary>From the order as it is now, those that were not used since; and the few others by what they had then.</summary>
    private IEnumerable<CodePosition> ByUse(CodeQuery query, long asOf)
    {
        var calm = Ordered.After(table.Used, query.After).Where(place => !table.Find(place.Code)!.IsUsedSince(asOf));
        var moved = table.Log.Skip((int)Math.Min(asOf, table.Log.Count)).Select(use => use.Code).Distinct()
            .Select(slot => slot.PlaceAsOf(asOf))
            .Where(place => query.After is not { } after || CodeTable.Order.Compare(place, after) > 0);
        return calm.Take(query.Limit + 1).Concat(moved).Order(CodeTable.Order);
    }
}
