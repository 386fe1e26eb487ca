using System.Data.Common;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Tests.Http;

/// <summary>A lost connection around a real store: before it is asked, or after it has answered.</summary>
internal sealed class FailingRedemptions(IRedemptionStore real) : IRedemptionStore
{
    private bool? _afterwards;

    public void FailNext(bool afterwards) => _afterwards = afterwards;

    public async ValueTask<RedeemOutcome> RedeemAsync(
        TokenHash token, Did account, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var afterwards = _afterwards;
        _afterwards = null;
        if (afterwards == false) throw new ConnectionLostException();
        var outcome = await real.RedeemAsync(token, account, now, cancellationToken);
        return afterwards is null ? outcome : throw new ConnectionLostException();
    }

    private sealed class ConnectionLostException() : DbException("the connection was lost");
}
