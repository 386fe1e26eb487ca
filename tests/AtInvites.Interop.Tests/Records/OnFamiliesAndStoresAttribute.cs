using System.Reflection;
using AtInvites.Records;
using AtInvites.Tests.Hosting;
using Xunit.Sdk;
using Xunit.v3;

namespace AtInvites.Interop.Tests.Records;

/// <summary>Runs a theory with both families on every kind of store.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnFamiliesAndStoresAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod, DisposalTracker disposalTracker) => new(
        [
            new TheoryDataRow<string, StoreKind>(RecordFamily.Chive.Name, StoreKind.Memory),
            new TheoryDataRow<string, StoreKind>(RecordFamily.Chive.Name, StoreKind.Sqlite),
            new TheoryDataRow<string, StoreKind>(RecordFamily.Registry.Name, StoreKind.Memory),
            new TheoryDataRow<string, StoreKind>(RecordFamily.Registry.Name, StoreKind.Sqlite),
        ]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
