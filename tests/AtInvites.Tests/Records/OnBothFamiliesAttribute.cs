using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace AtInvites.Tests.Records;

/// <summary>Runs a theory in the words of either family.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnBothFamiliesAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([new TheoryDataRow<string>(Dialect.ChiveName), new TheoryDataRow<string>(Dialect.RegistryName)]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
