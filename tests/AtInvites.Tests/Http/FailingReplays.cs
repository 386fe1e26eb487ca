using System.Data.Common;
using AtInvites.Stores;
using AtInvites.Tokens;

namespace AtInvites.Tests.Http;

/// <summary>A lost connection around a real store of used tokens: before it is asked, or after it has answered.</summary>
internal sealed class FailingReplays(IReplayStore real) : IReplayStore
{
    private bool? _afterwards;

    /// <summary>Calls that reached the store.</summary>
    public int Calls { get; private set; }

    /// <summary>Called before each use.</summary>
    public Action Before { get; set; } = () => { };

    public void FailNext(bool afterwards) => _afterwards = afterwards;

    public async ValueTask<bool> TryUseAsync(TokenHash token, DateTimeOffset until, CancellationToken cancellationToken)
    {
        Calls++;
        Before();
        var afterwards = _afterwards;
        _afterwards = null;
        if (afterwards == false) throw new ConnectionLostException();
        var isFirst = await real.TryUseAsync(token, until, cancellationToken);
        return afterwards is null ? isFirst : throw new ConnectionLostException();
    }

    public ValueTask<int> SweepAsync(DateTimeOffset endedBefore, int limit, CancellationToken cancellationToken) =>
        real.SweepAsync(endedBefore, limit, cancellationToken);

    private sealed class ConnectionLostException() : DbException("the connection was lost");
}
