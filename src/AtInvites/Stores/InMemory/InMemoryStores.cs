namespace AtInvites.Stores.InMemory;

/// <summary>Stores that live and die with the process: for tests, trials and hosts whose invites are short-lived.</summary>
public static class InMemoryStores
{
    /// <summary>A new, empty set. Every promise of the interfaces holds but durability.</summary>
    public static StoreSet Create()
    {
        var database = new InMemoryDatabase();
        var codes = new CodeTable();
        var handshakes = new HandshakeTable();
        return new()
        {
            Invites = new InMemoryInviteStore(database),
            Redemptions = new InMemoryRedemptionStore(database),
            Outbox = new InMemoryAdmissionOutbox(database),
            Spaces = new InMemorySpaceStore(database),
            Members = new InMemoryMemberStore(database),
            Codes = new InMemoryAccountCodeStore(codes),
            Seats = new InMemoryCodeSeatStore(codes),
            AccountInvites = new InMemoryAccountInviteStore(codes),
            Lineage = new InMemoryLineageStore(codes),
            Records = new InMemoryRecordStore(handshakes),
            Handshakes = new InMemoryHandshakeStore(handshakes),
            Replays = new InMemoryReplayStore(),
            Budgets = new InMemoryBudgetStore(),
            Schema = new InMemorySchema(),
        };
    }
}
