using AtInvites.Stores.Contracts;

namespace AtInvites.Stores.Tests.Sqlite;

public sealed class SqliteRecordBatchTests : RecordBatchContract<SqliteFixture>;
