using System.Text;
using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores.Sqlite;

/// <summary>A row by its <c>rowid</c>, which may be told to anybody; its code may not.</summary>
internal readonly record struct ReferenceRow(string Table, long Id)
{
    public InvalidDataException Bad(string fault) =>
        new($"AtInvites: {Table} row {Id} cannot be taken: {fault}. Nothing was; mend the row in a copy of the file.");

    public string Text(string column, object value) =>
        value is string { Length: > 0 } text && Encoding.UTF8.GetByteCount(text) <= CodeFormat.MaxBytes
            ? text
            : throw Bad($"{column} is not text of 1 to {CodeFormat.MaxBytes} bytes");

    public long Number(string column, object value) => value is long number ? number : throw Bad($"{column} is not an integer");

    public bool Flag(string column, object value) =>
        value is 0L or 1L or DBNull ? value is 1L : throw Bad($"{column} is neither 0 nor 1");

    public CodeOwner Owner(string column, object value) => CodeOwner.TryParse(value as string, out var owner)
        ? owner
        : throw Bad($"{column} is neither admin nor a DID");

    /// <summary>Cut to the millisecond, as stores keep it.</summary>
    public DateTimeOffset Time(string column, object value) => AtDatetime.TryParse(value as string, out var time)
        ? DateTimeOffset.FromUnixTimeMilliseconds(time.ToDateTimeOffset().ToUnixTimeMilliseconds())
        : throw Bad($"{column} is not a date such as 2026-01-31T12:00:00.000Z");
}
