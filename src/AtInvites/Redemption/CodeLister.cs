using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Redemption;

/// <summary>Lists account codes and opens their sealed texts.</summary>
public sealed class CodeLister(IAccountCodeStore store, CodeSeal seal)
{
    /// <summary>Most rows on a page.</summary>
    public const int MaxLimit = 500;

    /// <summary>A page of all codes; a limit outside 1 to <see cref="MaxLimit"/> throws.</summary>
    public async ValueTask<OpenedCodePage> ListAsync(CodeQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, MaxLimit, nameof(query));
        var page = await store.ListAsync(query, cancellationToken).ConfigureAwait(false);
        return new(Open(page.Items), page.Next);
    }

    /// <summary>Every code that an account holds, newest first, disabled ones included.</summary>
    public async ValueTask<IReadOnlyList<OpenedCode>> ListForAsync(Did owner, CancellationToken cancellationToken) =>
        Open(await store.ListForAsync(owner, cancellationToken).ConfigureAwait(false));

    /// <summary>These codes with their texts.</summary>
    public IReadOnlyList<OpenedCode> Open(IReadOnlyList<AccountCode> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var opened = new OpenedCode[rows.Count];
        for (var i = 0; i < opened.Length; i++) opened[i] = Open(rows[i]);
        return opened;
    }

    /// <summary>This code with its text.</summary>
    public OpenedCode Open(AccountCode row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return seal.TryOpen(row.Hash, row.Sealed, out var code)
            ? new(row, code, IsMasked: false)
            : new(row, new(CodeSeal.Mask(row.Hash)), IsMasked: true);
    }
}
