using AtInvites.Records;

namespace AtInvites.Hosting;

/// <summary>The methods of record invites, each listed once: what is registered and what is mapped.</summary>
internal static class HandshakeRoutes
{
    public static MethodRoute[] All { get; } =
    [
        MethodRoute.To<ListInvites>(RecordIds.ListInvites),
        MethodRoute.To<ListCollaborators>(RecordIds.ListCollaborators),
    ];

    /// <summary>Those that are mapped: methods show one family, by its name, and a host without it has none.</summary>
    public static MethodRoute[] Of(IEnumerable<RecordFamily> families) =>
        families.Any(family => family.Name == RecordFamily.Chive.Name) ? All : [];
}
