using AtInvites.Stores.Contracts;

namespace AtInvites.Stores.Tests.InMemory;

public sealed class InMemoryCrowdTests : CrowdContract<InMemoryFixture>;
