using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores.Sql;

/// <summary>Redemptions that come at the same time share a transaction: they stand in one line, which one of them
/// serves.</summary>
internal sealed class SqlRedemptionStore : IRedemptionStore
{
    private readonly RedemptionLine _line = new();
    private readonly RedemptionLook _look;
    private readonly RedemptionWriter _writer;
    private readonly bool _looksFirst;

    public SqlRedemptionStore(SqlDatabase database)
    {
        _look = new(database, _line);
        _writer = new(database, _line);
        _looksFirst = database.Statements.RedeemMany is null;
        database.Closing.UnsafeRegister(static line => ((RedemptionLine)line!).Close(), _line);
    }

    public async ValueTask<RedeemOutcome> RedeemAsync(
        TokenHash token, Did account, DateTimeOffset now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = new RedemptionRequest(token, account, now);
        if (_looksFirst && !_line.IsServed)
        {
            // Who is refused, or in already, never asks for the one writer.
            var seen = await _look.SeeAsync(request, cancellationToken).ConfigureAwait(false);
            if (seen.Status != RedeemStatus.Admitted) return seen;
        }

        var registration = cancellationToken.UnsafeRegister(
            static (caller, token) => ((RedemptionRequest)caller!).TrySetCanceled(token), request);
        await using (registration.ConfigureAwait(false))
        {
            var isServing = _line.Join(request);
            if (isServing) _ = _writer.ServeAsync();
            if (!isServing || _line.IsHeldUp) _look.Begin();
            return await request.Task.ConfigureAwait(false);
        }
    }
}
