using AtInvites.Syntax;

namespace AtInvites.Interop.Tests.Records;

/// <summary>Record keys of this process.</summary>
internal static class Keys
{
    private static readonly TidClock Clock = new(TimeProvider.System, clockId: 7);

    public static RecordKey Next() => RecordKey.Parse(Clock.Next().Value);
}
