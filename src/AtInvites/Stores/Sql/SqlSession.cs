using System.Data;
using System.Data.Common;
using System.Text;

namespace AtInvites.Stores.Sql;

/// <summary>An open connection with the statements prepared on it, used by one verb at a time.</summary>
internal sealed class SqlSession(DbConnection connection, Func<string, DbType>? typeOf) : IAsyncDisposable
{
    private bool _isGuest;
    private readonly Dictionary<SqlStatement, DbCommand> _prepared = new(ReferenceEqualityComparer.Instance);
    private DbTransaction? _transaction;

    /// <summary>The transaction that was begun.</summary>
    public DbTransaction Transaction => _transaction ?? throw new InvalidOperationException("No transaction was begun.");

    /// <summary>Whether a transaction was begun and has not ended.</summary>
    public bool HasBegun => _transaction is not null;

    /// <summary>Whether the database is gone from the other end, and with it whatever was prepared there.</summary>
    public bool IsLost => connection.State != ConnectionState.Open;

    /// <summary>A session within a transaction of somebody else's, whose connection it leaves open.</summary>
    public static SqlSession Join(DbTransaction transaction, SqlDialect dialect) => transaction.Connection is { } connection
        ? new(connection, dialect.TypeOf) { _transaction = transaction, _isGuest = true }
        : throw new InvalidOperationException("AtInvites: the transaction to join has ended; commit the seat before it ends.");

    public async ValueTask BeginAsync(IsolationLevel isolation, CancellationToken cancellationToken) =>
        _transaction = await connection.BeginTransactionAsync(isolation, cancellationToken).ConfigureAwait(false);

    /// <summary>Once asked for, a commit is not cancelled: its caller would not know how it ended.</summary>
    public ValueTask CommitAsync() => EndAsync(commit: true);

    public ValueTask RollbackAsync() => EndAsync(commit: false);

    public async ValueTask<int> ExecuteAsync(
        SqlStatement statement, CancellationToken cancellationToken, params object?[] values)
    {
        var command = await BindAsync(statement, values, cancellationToken).ConfigureAwait(false);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<T?> FindAsync<T>(
        SqlStatement statement, Func<DbDataReader, T> read, CancellationToken cancellationToken, params object?[] values)
    {
        var command = await BindAsync(statement, values, cancellationToken).ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? read(reader) : default;
        }
    }

    public async ValueTask<List<T>> ListAsync<T>(
        SqlStatement statement, Func<DbDataReader, T> read, CancellationToken cancellationToken, params object?[] values)
    {
        var rows = new List<T>();
        var command = await BindAsync(statement, values, cancellationToken).ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) rows.Add(read(reader));
            // A statement that is a transaction of its own has ended only now; before, its rows may be of one that failed.
            await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        }

        return rows;
    }

    /// <summary>Lets a dialect look at the connection itself.</summary>
    public void Show(Action<DbConnection> look) => look(connection);

    /// <summary>Runs a script that is not worth preparing.</summary>
    public async ValueTask RunAsync(string script, CancellationToken cancellationToken)
    {
        var command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            SetText(command, script);
            command.Transaction = _transaction;
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _prepared.Values) await command.DisposeAsync().ConfigureAwait(false);
        if (_isGuest) return;
        try
        {
            if (_transaction is not null) await AbandonAsync(_transaction).ConfigureAwait(false);
        }
        finally
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask AbandonAsync(DbTransaction transaction)
    {
        try
        {
            await transaction.DisposeAsync().ConfigureAwait(false);
        }
        catch (DbException)
        {
            // SQLite ended it already, as it does on a full disk, and Microsoft.Data.Sqlite does not close a connection before it
            // has rolled something back.
            await RunAsync("BEGIN", CancellationToken.None).ConfigureAwait(false);
            await transaction.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask EndAsync(bool commit)
    {
        if (commit) await _transaction!.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        else await _transaction!.RollbackAsync(CancellationToken.None).ConfigureAwait(false);
        await _transaction.DisposeAsync().ConfigureAwait(false);
        _transaction = null;
    }

    private async ValueTask<DbCommand> BindAsync(
        SqlStatement statement, object?[] values, CancellationToken cancellationToken)
    {
        if (statement.Parameters.Length != values.Length)
            throw new ArgumentException("One value for each parameter.", nameof(values));
        var isPrepared = _prepared.TryGetValue(statement, out var command);
        if (command is null) _prepared.Add(statement, command = Create(statement));
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.Parameters[i];
            parameter.Value = values[i] switch
            {
                null => DBNull.Value,
                string text when typeOf is not null && parameter.DbType == DbType.Binary => Encoding.UTF8.GetBytes(text),
                var value => value,
            };
        }

        command.Transaction = _transaction;
        // A guest is here for a few statements, and would leave them prepared on the host's connection.
        if (!isPrepared && typeOf is not null && !_isGuest) await command.PrepareAsync(cancellationToken).ConfigureAwait(false);
        return command;
    }

    private DbCommand Create(SqlStatement statement)
    {
        var command = connection.CreateCommand();
        SetText(command, statement.Text);
        foreach (var name in statement.Parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@{name}";
            // An array is known by its value alone.
            if (typeOf?.Invoke(name) is { } type and not DbType.Object) parameter.DbType = type;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static void SetText(DbCommand command, string text)
    {
#pragma warning disable CA2100 // The text comes from the dialect; callers' values are parameters.
        command.CommandText = text;
#pragma warning restore CA2100
    }
}
