using System.Data.Common;
using AtInvites.Syntax;

namespace AtInvites.Stores.Sql;

/// <summary>A row of a list of codes: a code, which the rows of its uses follow, or a use.</summary>
internal readonly record struct SqlCodeRow(long Place, AccountCode? Code, CodeUse Use)
{
    public static SqlCodeRow Read(DbDataReader row) => row.GetInt32(2) == 0
        ? new(row.GetInt64(0), ReadCode(row), default)
        : new(row.GetInt64(0), null, new(Did.Parse(row.GetString(10)), row.Time(11)));

    /// <summary>The codes with their uses, in order.</summary>
    public static List<SqlCodeRow> Gather(List<SqlCodeRow> rows)
    {
        var codes = new List<SqlCodeRow>();
        List<CodeUse> uses = [];
        foreach (var row in rows)
        {
            if (row.Code is null) uses.Add(row.Use);
            else codes.Add(row with { Code = row.Code with { Uses = uses = [] } });
        }

        return codes;
    }

    private static AccountCode ReadCode(DbDataReader row) => new()
    {
        Hash = row.Hash(1),
        KeyId = row.GetString(3),
        Sealed = row.GetFieldValue<byte[]>(4),
        Owner = row.Owner(5),
        CreatedBy = row.Owner(6),
        CreatedAt = row.Time(7),
        Available = row.GetInt64(8),
        IsDisabled = row.GetInt32(9) != 0,
    };
}
