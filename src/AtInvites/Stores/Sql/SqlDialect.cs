using System.Data;
using System.Data.Common;

namespace AtInvites.Stores.Sql;

/// <summary>What a database contributes to the one ADO.NET engine: texts and a few numbers. For authors of stores.</summary>
public sealed record SqlDialect
{
    /// <summary>The statements; the defaults suit SQLite 3.35 and PostgreSQL 15.</summary>
    public SqlStatements Statements { get; init; } = new();

    /// <summary>The numbered schema: the tables and columns that <see cref="Statements"/> name. Times and counts are 64-bit
    /// integers, perms 32-bit, <c>pending</c> is 1 or null, <c>token</c> is 32 bytes, the rest is text that compares by
    /// ordinal. Conflicts are told by the primary keys: token; token and account; uri; space and account; code; account. Of
    /// account codes, <c>code</c> is 32 bytes, <c>sealed</c> any bytes, <c>disabled</c> 1 or 0, and <c>seq</c> numbers the uses
    /// in the order of their transactions, or <see cref="SqlCodeStatements.ReadLastUse"/> waits for those that run;
    /// <c>code</c> with <c>used_by</c>, and with <c>holder</c>, is unique. Of record invites, <c>id</c> is a 64-bit number that
    /// the database gives, by which <c>record</c> and the <c>invite</c> of an answer name a URI; <c>position</c> is 64-bit;
    /// <c>kind</c>, <c>answer</c>, <c>state</c>, <c>deleted</c>, <c>backfill</c>, <c>edited</c> and <c>ends_with_expiry</c> are
    /// 32-bit. Conflicts are told by uri of a record; record, rev, deleted and cid of a version; invite, answerer, since and uri
    /// of an answer; record of a handshake; source of a cursor. <c>atinvites_record_lock</c> has one row. Of what hosts share,
    /// <c>budget</c> is 32 bytes like <c>token</c>, <c>charges</c> and <c>ends_at</c> are 64-bit, and conflicts are told by token
    /// and by budget.</summary>
    public required IReadOnlyList<SqlMigration> Migrations { get; init; }

    /// <summary>The type of a parameter by its name; null for a database that asks for none. With it statements are prepared on
    /// every connection, and a text whose type is <see cref="DbType.Binary"/> is kept as its UTF-8 bytes. Arrays are
    /// <see cref="DbType.Object"/>: the provider knows them by their value.</summary>
    public Func<string, DbType>? TypeOf { get; init; }

    /// <summary>Run once on every new connection; null for nothing.</summary>
    public string? OnOpen { get; init; }

    /// <summary>Run after it on every connection that only reads; null for nothing.</summary>
    public string? OnOpenReader { get; init; }

    /// <summary>Run before the migrations, outside any transaction, for what the database keeps; null for nothing.</summary>
    public string? OnMigrate { get; init; }

    /// <summary>Makes or opens the table <c>atinvites_schema(version)</c>; must be idempotent.</summary>
    public required string CreateSchemaTable { get; init; }

    /// <summary>One row with a number when there is a table <c>atinvites_schema</c>, none when there is not; no
    /// parameters.</summary>
    public required SqlStatement FindSchemaTable { get; init; }

    /// <summary>Looks at an open connection before its schema is checked, and throws an <see cref="IOException"/> where what it
    /// is open to is the store no longer; null for nothing.</summary>
    public Action<DbConnection>? OnCheck { get; init; }

    /// <summary>Isolation of writes. It must keep a conditional update and the insert after it as one step, and without
    /// <see cref="SqlStatements.RedeemMany"/> whatever a transaction read until it ends.</summary>
    public required IsolationLevel WriteIsolation { get; init; }

    /// <summary>Begins a transaction that only reads, and sees one state from its first statement on; ended by
    /// <c>COMMIT</c>.</summary>
    public string BeginSnapshot { get; init; } = "BEGIN";

    /// <summary>Most connections that write at the same time, 1 or more.</summary>
    public required int Writers { get; init; }

    /// <summary>Most connections that read at the same time, 1 or more.</summary>
    public required int Readers { get; init; }
}
