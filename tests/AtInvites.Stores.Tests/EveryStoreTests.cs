using System.Reflection;
using AtInvites.Stores.Contracts;
using AtInvites.Stores.InMemory;
using AtInvites.Stores.Postgres;
using AtInvites.Stores.Sqlite;

namespace AtInvites.Stores.Tests;

/// <summary>Nobody forgets to run a contract: a new store, fixture or contract fails here until every pair has its
/// class.</summary>
public sealed class EveryStoreTests
{
    private static readonly Assembly[] Sources =
        [typeof(InMemoryStores).Assembly, typeof(PostgresStores).Assembly, typeof(SqliteStores).Assembly];

    private static readonly Type[] Contracts =
        [.. typeof(IStoreFixture).Assembly.GetExportedTypes().Where(type => type.IsAbstract
            && type.Name.EndsWith("Contract`1", StringComparison.Ordinal))];

    private static readonly Type[] Fixtures =
        [.. typeof(EveryStoreTests).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IStoreFixture))
            && !type.IsAbstract)];

    [Fact]
    public async Task Every_fixture_runs_every_contract_that_applies_to_it()
    {
        Assert.True(Contracts.Length >= 15 && Fixtures.Length >= 2);
        var classes = typeof(EveryStoreTests).Assembly.GetTypes()
            .Where(type => type.IsSealed && type.IsPublic).Select(type => type.BaseType).ToHashSet();
        foreach (var type in Fixtures)
        {
            await using var fixture = Make(type);
            foreach (var contract in Contracts.Where(contract => Applies(contract, fixture)))
                Assert.True(classes.Contains(contract.MakeGenericType(type)), $"No class runs {contract.Name} on {type.Name}.");
        }
    }

    [Fact]
    public void Every_contract_has_tests()
    {
        Assert.All(Contracts, contract => Assert.Contains(
            contract.GetMethods(), method => method.GetCustomAttributes().OfType<FactAttribute>().Any()));
    }

    [Fact]
    public async Task Every_store_in_the_sources_has_a_fixture()
    {
        var tested = new HashSet<Type>();
        foreach (var type in Fixtures)
        {
            await using var fixture = Make(type);
            tested.Add((await fixture.OpenAsync(TestContext.Current.CancellationToken)).Invites.GetType());
        }

        var stores = Sources.SelectMany(source => source.GetTypes())
            .Where(type => type.IsAssignableTo(typeof(IInviteStore)) && type is { IsAbstract: false, IsClass: true }).ToList();
        Assert.NotEmpty(stores);
        Assert.All(stores, store => Assert.Contains(store, tested));
    }

    [Fact]
    public void Every_package_of_stores_is_among_the_sources()
    {
        var packages = typeof(EveryStoreTests).Assembly.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => name.StartsWith("AtInvites", StringComparison.Ordinal)
                && !name.EndsWith(".Contracts", StringComparison.Ordinal)
                && !name.EndsWith(".PostgresServer", StringComparison.Ordinal)
                && !name.EndsWith(".Worker", StringComparison.Ordinal));
        Assert.Equal(packages.Order(), Sources.Select(source => source.GetName().Name!).Order());
    }

    private static bool Applies(Type contract, IStoreFixture fixture)
    {
        if (contract == typeof(ProcessContract<>) || contract == typeof(SignUpProcessContract<>)
            || contract == typeof(ImportProcessContract<>) || contract == typeof(RecordProcessContract<>))
            return fixture.WorkerArguments is not null;
        return contract != typeof(DurabilityContract<>) || fixture.IsDurable;
    }

    private static IStoreFixture Make(Type type) => (IStoreFixture)Activator.CreateInstance(type)!;
}
