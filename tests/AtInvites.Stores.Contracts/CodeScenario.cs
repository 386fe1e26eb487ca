namespace AtInvites.Stores.Contracts;

/// <summary>The verbs of account codes in short.</summary>
public abstract class CodeScenario<TFixture> : StoreScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    /// <summary>Stores a code and returns it.</summary>
    protected async Task<AccountCode> AddAsync(AccountCode code)
    {
        await AddAllAsync([code]);
        return code;
    }

    protected async Task AddAllAsync(IReadOnlyList<AccountCode> codes) =>
        Assert.Equal(AddStatus.Added, await Stores.Codes.AddAsync(codes, Cancellation));

    protected async Task<AccountCode> FindAsync(AccountCode code)
    {
        var found = await Stores.Codes.FindAsync(code.Hash, Cancellation);
        Assert.NotNull(found);
        return found;
    }

    protected async Task<int> UsesAsync(AccountCode code) => (await FindAsync(code)).Uses.Count;

    protected Task<SeatOutcome> ReserveAsync(AccountCode code, string holder, long at = 10, long until = 100) =>
        Stores.Seats.ReserveAsync(code.Hash, holder, Given.At(at), Given.At(until), Cancellation).AsTask();

    protected async Task<CodeStatus> SeatAsync(AccountCode code, string holder, long at = 10, long until = 100) =>
        (await ReserveAsync(code, holder, at, until)).Status;

    protected Task<CommitStatus> CommitAsync(AccountCode code, string holder, Did account, long at = 20) =>
        Stores.Seats.CommitAsync(new(code.Hash, holder, account, Given.At(at)), Cancellation).AsTask();

    protected Task<bool> ReleaseAsync(AccountCode code, string holder) =>
        Stores.Seats.ReleaseAsync(code.Hash, holder, Cancellation).AsTask();

    protected Task<CodeStatus> RedeemAsync(AccountCode code, Did account, long at = 10) =>
        Stores.Seats.RedeemAsync(code.Hash, account, Given.At(at), Cancellation).AsTask();

    protected async Task<int> DisableAsync(params AccountCode[] codes) =>
        await Stores.Codes.DisableAsync([.. codes.Select(code => code.Hash)], [], Cancellation);

    protected Task<IReadOnlyList<AccountCode>> HeldByAsync(Did owner) =>
        Stores.Codes.ListForAsync(owner, Cancellation).AsTask();

    protected Task<int> DrainAsync(AccountCode code, long at = 10) => DrainAsync(code.Hash, Given.At(at), $"drain-{at}");

    /// <summary>Takes what can still be had of a code, seat by seat, for an hour, and says how many that were. The seats' holders
    /// are the name with a number from 0.</summary>
    protected async Task<int> DrainAsync(TokenHash code, DateTimeOffset now, string name)
    {
        for (var seats = 0; ; seats++)
        {
            var outcome = await Stores.Seats.ReserveAsync(code, $"{name}-{seats}", now, now.AddHours(1), Cancellation);
            if (outcome.Status == CodeStatus.Granted) continue;
            Assert.Equal(CodeStatus.Exhausted, outcome.Status);
            return seats;
        }
    }

    /// <summary>Every code there is, read in one page.</summary>
    protected async Task<IReadOnlyList<AccountCode>> AllAsync(CodeSort sort = CodeSort.Recent)
    {
        var page = await Stores.Codes.ListAsync(new() { Sort = sort, Limit = 100_000 }, Cancellation);
        Assert.Null(page.Next);
        return page.Items;
    }

    protected static void AssertSame(AccountCode expected, AccountCode? actual) =>
        Assert.Equal(CodeText.Of(expected), CodeText.Of(actual));

    protected static void AssertSame(IEnumerable<AccountCode> expected, IEnumerable<AccountCode> actual) =>
        Assert.Equal(expected.Select(CodeText.Of), actual.Select(CodeText.Of));

    protected static IEnumerable<AccountCode> NewestFirst(IEnumerable<AccountCode> codes) =>
        codes.OrderByDescending(code => code.CreatedAt).ThenByDescending(code => code.Hash.ToHex(), StringComparer.Ordinal);
}
