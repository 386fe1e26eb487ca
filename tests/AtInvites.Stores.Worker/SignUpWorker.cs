using System.Data.Common;
using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores.Worker;

/// <summary>A host that keeps its accounts in the database of the codes and commits both in one transaction. A line on standard
/// output comes after what it says, and ends with a full stop.</summary>
internal sealed class SignUpWorker(ICodeSeatStore seats, DbConnection connection) : IDisposable
{
    private readonly SemaphoreSlim _writer = new(1);
    private int _isParked;

    /// <summary>Has the accounts' table made, and prints each account with its code.</summary>
    public async Task ListAsync()
    {
        await PrepareAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT did, code FROM host_accounts";
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) Console.WriteLine($"Account {rows.GetString(1)} {rows.GetString(0)} .");
    }

    /// <summary>Reads codes' hashes, one a line for each sign-up, to the end of the input, which starts the callers. The first
    /// sign-up from number <c>ParkFrom</c> on that comes to the step <c>Park</c> stops there for good and says so.</summary>
    public async Task RunAsync(TextReader input, SignUpOrders orders)
    {
        await PrepareAsync();
        var codes = new List<TokenHash>();
        while (await input.ReadLineAsync() is { Length: > 0 } line)
            codes.Add(TokenHash.TryParseHex(line, out var hash) ? hash : throw new FormatException(line));
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, orders.Callers).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < codes.Count; i = Interlocked.Increment(ref next))
            {
                var account = Did.Parse($"did:example:{orders.Name}-{i}");
                var park = i >= orders.ParkFrom ? orders.Park : SignUpStep.Never;
                var end = await SignUpAsync(codes[i], account, orders.Lease, park);
                Console.WriteLine($"{end} {codes[i].ToHex()} {account.Value} .");
                await ReachAsync(SignUpStep.AfterAnswer, park);
            }
        })));
    }

    public void Dispose() => _writer.Dispose();

    private async Task<string> SignUpAsync(TokenHash code, Did account, TimeSpan lease, SignUpStep park)
    {
        await ReachAsync(SignUpStep.BeforeReserve, park);
        var seat = await InTurnAsync(() =>
        {
            var now = TimeProvider.System.GetUtcNow();
            return seats.ReserveAsync(code, account.Value, now, now + lease, CancellationToken.None).AsTask();
        });
        if (seat.Status != CodeStatus.Granted) return $"{seat.Status}";
        await ReachAsync(SignUpStep.AfterReserve, park);
        return await InTurnAsync(() => MakeAsync(code, account, park));
    }

    /// <summary>Two connections of one process that want to write at once would sleep 150 ms each time they meet.</summary>
    private async Task<T> InTurnAsync<T>(Func<Task<T>> write)
    {
        await _writer.WaitAsync();
        try
        {
            return await write();
        }
        finally
        {
            _writer.Release();
        }
    }

    private async Task<string> MakeAsync(TokenHash code, Did account, SignUpStep park)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var command = connection.CreateCommand())
        {
            command.Transaction = transaction;
            command.CommandText = "INSERT INTO host_accounts (did, code) VALUES (@did, @code)";
            Add(command, "@did", account.Value);
            Add(command, "@code", code.ToHex());
            await command.ExecuteNonQueryAsync();
        }

        await ReachAsync(SignUpStep.AfterAccount, park);
        var commit = new SeatCommit(code, account.Value, account, TimeProvider.System.GetUtcNow());
        var status = await ((ITransactionalSeatStore)seats).CommitAsync(commit, transaction, CancellationToken.None);
        await ReachAsync(SignUpStep.AfterUse, park);
        if (status == CommitStatus.Committed) await transaction.CommitAsync();
        await ReachAsync(SignUpStep.BeforeAnswer, park);
        return $"{status}";
    }

    private async Task PrepareAsync()
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE IF NOT EXISTS host_accounts (did TEXT NOT NULL PRIMARY KEY, code TEXT NOT NULL)";
        await command.ExecuteNonQueryAsync();
    }

    private async Task ReachAsync(SignUpStep step, SignUpStep park)
    {
        if (step != park || Interlocked.Exchange(ref _isParked, 1) == 1) return;
        Console.WriteLine($"Parked {default(TokenHash).ToHex()} did:example:nobody .");
        await new TaskCompletionSource().Task;
    }

    private static void Add(DbCommand command, string name, string value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
