using System.Data.Common;
using System.Text;
using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores.Sql;

/// <summary>Columns to values and back.</summary>
internal static class SqlRows
{
    public static Invite ReadInvite(DbDataReader row) => new()
    {
        Token = row.Hash(0),
        KeyId = row.GetString(1),
        Space = AtUri.Parse(row.GetString(2)),
        Perms = (Perms)row.GetInt32(3),
        CreatedBy = Did.Parse(row.GetString(4)),
        CreatedAt = row.Time(5),
        ExpiresAt = row.IsDBNull(6) ? null : row.Time(6),
        MaxUses = row.Number(7),
        Note = row.Text(8),
        RevokedAt = row.IsDBNull(9) ? null : row.Time(9),
        Uses = row.GetInt64(10),
    };

    public static Admission ReadAdmission(DbDataReader row) => new()
    {
        Token = row.Hash(0),
        Account = Did.Parse(row.GetString(1)),
        Space = AtUri.Parse(row.GetString(2)),
        Perms = (Perms)row.GetInt32(3),
        InvitedBy = Did.Parse(row.GetString(4)),
        At = row.Time(5),
    };

    public static Space ReadSpace(DbDataReader row) => new()
    {
        Uri = AtUri.Parse(row.GetString(0)),
        Owner = Did.Parse(row.GetString(1)),
        Type = Nsid.Parse(row.GetString(2)),
        Key = RecordKey.Parse(row.GetString(3)),
        CreatedAt = row.Time(4),
        MemberListRef = row.Text(5) is { } list ? AtUri.Parse(list) : null,
        AppPolicyRef = row.Text(6) is { } policy ? AtUri.Parse(policy) : null,
        AppPolicy = row.Text(7),
    };

    public static Member ReadGrant(DbDataReader row) => new()
    {
        Account = Did.Parse(row.GetString(0)),
        Perms = (Perms)row.GetInt32(1),
        AddedAt = row.Time(2),
        AddedBy = Did.Parse(row.GetString(3)),
    };

    public static AccountInvites ReadInvites(DbDataReader row) => new(row.GetInt32(0) != 0, row.Text(1));

    public static Invitee ReadInvitee(DbDataReader row) =>
        new(Did.Parse(row.GetString(0)), Did.Parse(row.GetString(1)), row.Time(2), row.Hash(3));

    public static long? Number(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    /// <summary>A text that somebody wrote; a database may keep it as bytes.</summary>
    public static string? Text(this DbDataReader row, int column) => row.GetValue(column) switch
    {
        string text => text,
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        _ => null,
    };

    public static CodeOwner Owner(this DbDataReader row, int column) => CodeOwner.TryParse(row.GetString(column), out var owner)
        ? owner
        : throw new FormatException("The owner of a code is a DID or admin.");

    public static TokenHash Hash(this DbDataReader row, int column) => new(row.GetFieldValue<byte[]>(column));

    public static DateTimeOffset Time(this DbDataReader row, int column) =>
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
