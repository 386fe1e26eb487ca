using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace AtInvites.Tests.Hosting;

/// <summary>Runs a theory on every kind of store.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnBothStoresAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([new TheoryDataRow<StoreKind>(StoreKind.Memory), new TheoryDataRow<StoreKind>(StoreKind.Sqlite)]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
