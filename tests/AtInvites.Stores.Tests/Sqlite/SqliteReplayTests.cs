using AtInvites.Stores.Contracts;

namespace AtInvites.Stores.Tests.Sqlite;

public sealed class SqliteReplayTests : ReplayContract<SqliteFixture>;
