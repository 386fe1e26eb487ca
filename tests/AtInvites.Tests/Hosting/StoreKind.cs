namespace AtInvites.Tests.Hosting;

/// <summary>Which store a host of the tests keeps its invites in.</summary>
public enum StoreKind
{
    Memory,
    Sqlite,
}
