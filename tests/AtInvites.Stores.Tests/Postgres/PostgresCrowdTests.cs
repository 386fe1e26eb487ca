using AtInvites.Stores.Contracts;

namespace AtInvites.Stores.Tests.Postgres;

public sealed class PostgresCrowdTests : CrowdContract<PostgresFixture>;
