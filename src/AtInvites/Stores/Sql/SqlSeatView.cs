using System.Data.Common;

namespace AtInvites.Stores.Sql;

/// <summary>A code as somebody who wants a place of it meets it. The default value is a code that there is not.</summary>
internal readonly record struct SqlSeatView
{
    /// <summary>What a newcomer meets.</summary>
    private CodeStatus? Status { get; init; }

    /// <summary>Who holds the code.</summary>
    public CodeOwner Owner { get; init; }

    /// <summary>End of the holder's own lease in Unix milliseconds; null where it holds no seat.</summary>
    public long? Lease { get; init; }

    /// <summary>Whether the account used the code before.</summary>
    public bool IsUsed { get; init; }

    public static SqlSeatView Read(DbDataReader row) => new()
    {
        Status = Refusals.JudgeCode(row.GetInt32(0) != 0, row.GetInt64(1), row.GetInt64(2), row.GetInt64(4)),
        Owner = row.Owner(3),
        Lease = row.Number(5),
        IsUsed = !row.IsDBNull(6),
    };

    /// <summary>What the account, or a holder without a seat, is told.</summary>
    public CodeStatus Judge() => IsUsed ? CodeStatus.AlreadyUsed : Status ?? CodeStatus.Unknown;
}
