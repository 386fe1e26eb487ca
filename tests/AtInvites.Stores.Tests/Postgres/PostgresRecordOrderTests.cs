using AtInvites.Stores.Contracts;

namespace AtInvites.Stores.Tests.Postgres;

public sealed class PostgresRecordOrderTests : RecordOrderContract<PostgresFixture>;
