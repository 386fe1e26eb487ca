using AtInvites.Stores.Contracts;

namespace AtInvites.Stores.Tests.Postgres;

public sealed class PostgresBudgetTests : BudgetContract<PostgresFixture>;
