namespace AtInvites.Hosting;

/// <summary>The methods of record invites, each listed once: what is registered and what is mapped.</summary>
internal static class HandshakeRoutes
{
    public static MethodRoute[] All { get; } = [];
}
