using AtInvites.Tokens;

namespace AtInvites.Stores;

/// <summary>Tokens that may be used once, for every process of a database. Who uses one names it by a digest.</summary>
public interface IReplayStore
{
    /// <summary>Marks the token as used until <paramref name="until"/>; true when it was not. Of any number of concurrent calls
    /// for one token, in any number of processes, exactly one is answered true. A call that fails may have marked it.</summary>
    ValueTask<bool> TryUseAsync(TokenHash token, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Forgets up to <paramref name="limit"/> tokens, those whose time ended first and before
    /// <paramref name="endedBefore"/>, and returns how many. Nothing else forgets one.</summary>
    ValueTask<int> SweepAsync(DateTimeOffset endedBefore, int limit, CancellationToken cancellationToken);
}
