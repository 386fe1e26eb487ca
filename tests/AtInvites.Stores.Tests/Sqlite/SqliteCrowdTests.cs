using AtInvites.Stores.Contracts;

namespace AtInvites.Stores.Tests.Sqlite;

public sealed class SqliteCrowdTests : CrowdContract<SqliteFixture>;
