using System.Runtime.CompilerServices;
using AtInvites.Stores;
using AtInvites.Tokens;

namespace AtInvites.Redemption;

/// <summary>Moves account codes in from another service, and out to one.</summary>
public sealed class CodeArchive(IAccountCodeStore store, CodeMint mint, CodeLister lister)
{
    /// <summary>Stores these codes with their uses, all in one step or none; false when one of them is here already, under
    /// whatever key, or comes twice. A code that one account uses twice is an <see cref="ArgumentException"/>. On SQLite nobody
    /// else writes during that step, which takes seconds for 100,000 codes: import large files before the host takes
    /// sign-ups.</summary>
    public async ValueTask<bool> ImportAsync(IReadOnlyList<CodeRecord> codes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(codes);
        var rows = new AccountCode[codes.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows[i] = Row(codes[i]);
            // Stored again under the current key, a code would have its uses twice.
            foreach (var former in mint.FormerHashes(codes[i].Code))
            {
                if (await store.FindAsync(former, cancellationToken).ConfigureAwait(false) is not null) return false;
            }
        }

        return await store.AddAsync(rows, cancellationToken).ConfigureAwait(false) == AddStatus.Added;
    }

    /// <summary>Every code with its text, newest first. A code whose sealed text cannot be opened is an
    /// <see cref="InvalidOperationException"/>: an archive of masks would lose it.</summary>
    public async IAsyncEnumerable<CodeRecord> ExportAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new CodeQuery { Sort = CodeSort.Recent, Limit = CodeLister.MaxLimit };
        OpenedCodePage page;
        do
        {
            page = await lister.ListAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (var code in page.Items) yield return Record(code);
            query = query with { After = page.Next };
        }
        while (page.Next is not null);
    }

    private AccountCode Row(CodeRecord code)
    {
        if (code.Uses.DistinctBy(use => use.UsedBy).Count() < code.Uses.Count)
            throw new ArgumentException("AtInvites: an account uses one of the codes twice; leave one use out.", nameof(code));
        return CodeRow.Of(mint.Take(code.Code), code.Owner, code.CreatedBy, code.CreatedAt, code.Available) with
        {
            IsDisabled = code.IsDisabled,
            Uses = code.Uses,
        };
    }

    private static CodeRecord Record(OpenedCode code) => code.IsMasked
        ? throw new InvalidOperationException(
            $"AtInvites: code {code.Code.Reveal()} cannot be opened; export needs the Data Protection keys that sealed it.")
        : new()
        {
            Code = code.Code,
            Available = code.Row.Available,
            IsDisabled = code.Row.IsDisabled,
            Owner = code.Row.Owner,
            CreatedBy = code.Row.CreatedBy,
            CreatedAt = code.Row.CreatedAt,
            Uses = code.Row.Uses,
        };
}
