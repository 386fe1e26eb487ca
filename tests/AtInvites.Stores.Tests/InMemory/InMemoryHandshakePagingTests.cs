using AtInvites.Stores.Contracts;

namespace AtInvites.Stores.Tests.InMemory;

public sealed class InMemoryHandshakePagingTests : HandshakePagingContract<InMemoryFixture>;
