using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Redemption;

/// <summary>Gives accounts the codes that their time has earned.</summary>
public sealed class CodeEarner(
    IAccountCodeStore store, CodeMint mint, AccountOptions options, TimeProvider time, InviteTelemetry telemetry)
{
    /// <summary>Most earned codes that an account may hold open at once.</summary>
    public const int MaxOpen = 5;

    /// <summary>Makes the codes that are due to an account made at <paramref name="createdAt"/>, each for one use, and returns
    /// them; none where no interval is set.</summary>
    /// <param name="account">Who earns.</param>
    /// <param name="createdAt">When the account was made.</param>
    /// <param name="held">Its codes as just listed: where they leave no room, the store is not asked to write.</param>
    /// <param name="cancellationToken">Given up before the codes are stored, nothing is.</param>
    public async ValueTask<IReadOnlyList<AccountCode>> EarnAsync(
        Did account, DateTimeOffset createdAt, IReadOnlyList<AccountCode> held, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(held);
        var now = time.GetMillisecond();
        var draft = Draft(account, createdAt, now);
        // How many would be made of what was just read; the store counts again in its own step.
        var due = Count(draft, held);
        if (due == 0) return [];
        var rows = new AccountCode[due];
        var owner = CodeOwner.Of(account);
        for (var i = 0; i < due; i++) rows[i] = CodeRow.Of(mint.Create(), owner, owner, now, uses: 1);
        var made = await store.EarnAsync(draft with { Prepared = rows }, cancellationToken).ConfigureAwait(false);
        telemetry.CodesMinted(made.Count);
        return made;
    }

    /// <summary>How many codes are due to an account that holds <paramref name="held"/>; none where no interval is set.</summary>
    internal int CountDue(Did account, DateTimeOffset createdAt, IReadOnlyList<AccountCode> held)
    {
        ArgumentNullException.ThrowIfNull(held);
        return Count(Draft(account, createdAt, time.GetMillisecond()), held);
    }

    /// <summary>How many codes the time of an account is worth since the epoch: <c>floor(life / interval)</c>, less what its life
    /// before the epoch was worth.</summary>
    internal static long CouldCreate(DateTimeOffset createdAt, DateTimeOffset now, long epoch, long interval)
    {
        var made = createdAt.ToUnixTimeMilliseconds();
        var life = Math.Max(0, now.ToUnixTimeMilliseconds() - made);
        var before = Math.Max(0, epoch - made);
        return (life / interval) - (before / interval);
    }

    private Earning Draft(Did account, DateTimeOffset createdAt, DateTimeOffset now) => new()
    {
        Account = account,
        CouldCreate = options.Interval is { } interval
            ? CouldCreate(createdAt, now, options.Epoch, (long)interval.TotalMilliseconds)
            : 0,
        Since = DateTimeOffset.FromUnixTimeMilliseconds(options.Epoch),
        MaxOpen = MaxOpen,
        Prepared = [],
    };

    private static int Count(Earning draft, IReadOnlyList<AccountCode> held)
    {
        var owner = CodeOwner.Of(draft.Account);
        var earned = held.Where(code => code.CreatedBy == owner).ToList();
        return draft.Count(earned.Count(code => code.IsOpen), earned.Count(code => code.CreatedAt > draft.Since));
    }
}
