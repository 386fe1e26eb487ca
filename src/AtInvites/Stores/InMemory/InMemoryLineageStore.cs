using AtInvites.Syntax;

namespace AtInvites.Stores.InMemory;

internal sealed class InMemoryLineageStore(CodeTable table) : ILineageStore
{
    public ValueTask<AccountCode?> FindUsedAsync(Did account, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (table.Gate)
        {
            var first = table.UsesBy(account).OrderBy(number => table.Log[number].UsedAt).ThenBy(number => number);
            return new(first.Select(number => table.Log[number].Code.Read(table.Log)).FirstOrDefault());
        }
    }

    public ValueTask<Page<Invitee>> ListInviteesAsync(InviteeQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (table.Gate)
        {
            var rows = table.UsesOfCodesOf(query.Inviter).Select(number => table.Log[number])
                .Select(use => new Invitee(use.UsedBy, query.Inviter, use.UsedAt, use.Code.Hash))
                .Where(invitee => query.After is not { } after || Compare(invitee, after) > 0)
                .Order(Comparer<Invitee>.Create(Compare)).Take(query.Limit + 1).ToList();
            return new(Page<Invitee>.Of(rows, query.Limit));
        }
    }

    public ValueTask<IReadOnlyList<LineageEntry>> ReadSubtreeAsync(Did root, int depth, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (table.Gate) return new(Subtree(root, depth));
    }

    public ValueTask<IReadOnlyList<AccountCode>> DisableSubtreeAsync(
        Did root, int depth, bool isDryRun, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (table.Gate)
        {
            var open = Subtree(root, depth).SelectMany(entry => table.HeldBy(entry.Account)).Where(slot => slot.IsOpen)
                .OrderBy(slot => slot.Hash).ToList();
            if (!isDryRun) open.ForEach(slot => slot.IsDisabled = true);
            return new([.. open.Select(slot => slot.Read(table.Log) with { IsDisabled = true })]);
        }
    }

    private List<LineageEntry> Subtree(Did root, int depth)
    {
        var found = new List<LineageEntry> { new(root, 0) };
        var seen = new HashSet<Did> { root };
        var level = new List<Did> { root };
        for (var distance = 1; distance <= depth && level.Count > 0; distance++)
        {
            level = [.. level.SelectMany(table.UsesOfCodesOf).Select(number => table.Log[number].UsedBy).Where(seen.Add)
                .OrderBy(account => account.Value, StringComparer.Ordinal)];
            found.AddRange(level.Select(account => new LineageEntry(account, distance)));
        }

        return found;
    }

    private static int Compare(Invitee left, Invitee right)
    {
        var order = left.InvitedAt.CompareTo(right.InvitedAt);
        if (order == 0) order = string.CompareOrdinal(left.Account.Value, right.Account.Value);
        return order != 0 ? order : left.Code.CompareTo(right.Code);
    }
}
