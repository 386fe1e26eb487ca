using Microsoft.Data.Sqlite;

namespace AtInvites.Stores.Sqlite;

/// <summary>What SQLite says of a file, with the file's name and what to do.</summary>
internal static class ReferenceFault
{
    // Result codes of SQLite: https://www.sqlite.org/rescode.html
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int CannotOpen = 14;

    public static Exception Of(string path, SqliteException fault) => fault.SqliteErrorCode switch
    {
        Busy or Locked => new IOException($"AtInvites: {path} is locked by another process; try again, or read a copy.", fault),
        // Who reads a file in WAL mode makes two files beside it.
        ReadOnly or CannotOpen => new IOException(
            $"AtInvites: {path} cannot be opened; copy it, and its -wal file if there is one, to a folder you may write to.",
            fault),
        InputOutput => new IOException($"AtInvites: {path} could not be read: {fault.Message}", fault),
        _ => new InvalidDataException($"AtInvites: {path} is broken, or no account.sqlite: {fault.Message}", fault),
    };
}
