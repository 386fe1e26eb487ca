using System.Data.Common;
using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores.Sql;

/// <summary>Every verb reads and judges first, so that who is refused never waits for the writer. Who is not judges again with
/// the code locked, and what it reads then stands until it is done.</summary>
internal sealed class SqlCodeSeatStore(SqlDatabase database) : ICodeSeatStore, ITransactionalSeatStore
{
    private SqlCodeStatements Statements => database.Statements.Codes;

    public ValueTask<CodeOwner?> FindOwnerAsync(TokenHash code, CancellationToken cancellationToken) => database.ReadAsync(
        (session, token) => session.FindAsync<CodeOwner?>(Statements.FindOwner, row => row.Owner(0), token, code.ToArray()),
        cancellationToken);

    public async ValueTask<SeatOutcome> ReserveAsync(
        TokenHash code, string holder, DateTimeOffset now, DateTimeOffset leaseEndsAt, CancellationToken cancellationToken)
    {
        var claim = new SqlSeatClaim(code.ToArray(), holder, null, now.ToUnixTimeMilliseconds());
        var seen = await database.ReadAsync((session, token) => ReadAsync(session, claim, token), cancellationToken)
            .ConfigureAwait(false);
        if (seen.Lease is not null || seen.Judge() != CodeStatus.Granted) return Answer(seen);
        return await database.WriteAsync(
            async (session, token) =>
            {
                var view = await LockAsync(session, claim, token).ConfigureAwait(false);
                if (view.Lease is not null || view.Judge() != CodeStatus.Granted) return Answer(view);
                await GiveAwayAsync(session, claim, token).ConfigureAwait(false);
                var lease = leaseEndsAt.ToUnixTimeMilliseconds();
                await session.ExecuteAsync(Statements.AddSeat, token, claim.Code, holder, lease).ConfigureAwait(false);
                return Answer(view with { Lease = lease });
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<CommitStatus> CommitAsync(SeatCommit commit, CancellationToken cancellationToken)
    {
        var claim = SqlSeatClaim.Of(commit);
        var seen = await database.ReadAsync((session, token) => ReadAsync(session, claim, token), cancellationToken)
            .ConfigureAwait(false);
        if (seen.Lease is null) return seen.IsUsed ? CommitStatus.AlreadyCommitted : CommitStatus.NoSeat;
        return await database.WriteAsync((session, token) => CommitAsync(session, claim, token), cancellationToken)
            .ConfigureAwait(false);
    }

    public async ValueTask<CommitStatus> CommitAsync(
        SeatCommit commit, DbTransaction transaction, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var session = SqlSession.Join(transaction, database.Dialect);
        await using (session.ConfigureAwait(false))
        {
            return await CommitAsync(session, SqlSeatClaim.Of(commit), cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask<bool> ReleaseAsync(TokenHash code, string holder, CancellationToken cancellationToken)
    {
        var hash = code.ToArray();
        // Who committed in a transaction of its own releases what is not there any more.
        var isThere = await database.ReadAsync(
            (session, token) => session.FindAsync(Statements.FindSeat, _ => true, token, hash, holder), cancellationToken)
            .ConfigureAwait(false);
        return isThere && await database.WriteAsync(
            async (session, token) =>
            {
                await session.ExecuteAsync(Statements.LockCode, token, hash).ConfigureAwait(false);
                return await session.ExecuteAsync(Statements.DeleteSeat, token, hash, holder).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false) > 0;
    }

    public async ValueTask<CodeStatus> RedeemAsync(
        TokenHash code, Did account, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var claim = new SqlSeatClaim(code.ToArray(), null, account.Value, now.ToUnixTimeMilliseconds());
        var seen = await database.ReadAsync((session, token) => ReadAsync(session, claim, token), cancellationToken)
            .ConfigureAwait(false);
        if (seen.Judge() is not CodeStatus.Granted and var refusal) return refusal;
        return await database.WriteAsync(
            async (session, token) =>
            {
                var view = await LockAsync(session, claim, token).ConfigureAwait(false);
                if (view.Judge() != CodeStatus.Granted) return view.Judge();
                await GiveAwayAsync(session, claim, token).ConfigureAwait(false);
                await UseAsync(session, claim, view.Owner, token).ConfigureAwait(false);
                return CodeStatus.Granted;
            },
            cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<CommitStatus> CommitAsync(SqlSession session, SqlSeatClaim claim, CancellationToken cancellationToken)
    {
        var view = await LockAsync(session, claim, cancellationToken).ConfigureAwait(false);
        if (view.Lease is null) return view.IsUsed ? CommitStatus.AlreadyCommitted : CommitStatus.NoSeat;
        await session.ExecuteAsync(Statements.DeleteSeat, cancellationToken, claim.Code, claim.Holder).ConfigureAwait(false);
        if (view.IsUsed) return CommitStatus.AlreadyCommitted;
        await UseAsync(session, claim, view.Owner, cancellationToken).ConfigureAwait(false);
        return CommitStatus.Committed;
    }

    private async ValueTask<SqlSeatView> LockAsync(SqlSession session, SqlSeatClaim claim, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(Statements.LockCode, cancellationToken, claim.Code).ConfigureAwait(false);
        return await ReadAsync(session, claim, cancellationToken).ConfigureAwait(false);
    }

    private ValueTask<SqlSeatView> ReadAsync(SqlSession session, SqlSeatClaim claim, CancellationToken cancellationToken) =>
        session.FindAsync(
            Statements.ReadSeats, SqlSeatView.Read, cancellationToken, claim.Code, claim.Holder, claim.Account, claim.Now);

    /// <summary>Ends the seats whose place is given away, so that no commit with an older clock finds them.</summary>
    private async ValueTask GiveAwayAsync(SqlSession session, SqlSeatClaim claim, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(Statements.DeleteEndedSeats, cancellationToken, claim.Code, claim.Now).ConfigureAwait(false);

    private async ValueTask UseAsync(
        SqlSession session, SqlSeatClaim claim, CodeOwner owner, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(
            Statements.AddCodeUse, cancellationToken, claim.Code, claim.Account, claim.Now, owner.Account?.Value)
            .ConfigureAwait(false);
        await session.ExecuteAsync(Statements.CountUse, cancellationToken, claim.Code, claim.Account, 1L).ConfigureAwait(false);
    }

    private static SeatOutcome Answer(SqlSeatView view) => view.Lease is { } lease
        ? new(CodeStatus.Granted, DateTimeOffset.FromUnixTimeMilliseconds(lease))
        : new(view.Judge());
}
