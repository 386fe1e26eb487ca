using System.Text.Json;
using AtInvites.Hosting;
using AtInvites.Records;
using AtInvites.Stores;
using AtInvites.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Tests.Records.Queries;

/// <summary>A host with record invites of both families, on real Kestrel. Records get in as an event stream would tell
/// them.</summary>
internal sealed class QueryHost : IAsyncDisposable
{
    private QueryHost(HttpHost http) => (Http, Story) = (http, new(http.Clock));

    public HttpHost Http { get; }

    public ManualClock Clock => Http.Clock;

    public RecordStory Story { get; }

    public Collaborations Collaborations => Http.Services.GetRequiredService<Collaborations>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<QueryHost> StartAsync(
        StoreKind kind, Action<AtInvitesBuilder>? turnOn = null, Func<StoreSet, StoreSet>? around = null)
    {
        turnOn ??= invites => invites.AddRecordInvites();
        return new(await HttpHost.StartAsync(kind, new() { Builder = turnOn, Around = around }));
    }

    /// <summary>Tells of events, none of which may be refused or known.</summary>
    public async Task TellAsync(params RecordEvent[] events)
    {
        var index = Http.Services.GetRequiredService<HandshakeIndex>();
        Assert.Equal(events.Length, await index.ApplyAsync(new(events, null), cancellationToken: Token));
    }

    /// <summary>Writes and tells of an invite by Alice for Bob to her paper.</summary>
    public async Task<RecordEvent> InviteBobAsync()
    {
        var invite = Story.Invite(RecordStory.Subject(HttpHost.Alice), HttpHost.Bob);
        await TellAsync(invite);
        return invite;
    }

    /// <summary>Calls a query of <c>pub.chive.collaboration</c>; the parameters are pairs in turn.</summary>
    public async Task<HostAnswer> GetAsync(string method, string? caller, params string[] parameters)
    {
        var query = string.Join('&', parameters.Chunk(2).Select(pair => $"{pair[0]}={Uri.EscapeDataString(pair[1])}"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/xrpc/pub.chive.collaboration.{method}?{query}");
        return await Http.SendAsync(request, caller);
    }

    public Task<HostAnswer> InvitesAsync(string? caller, params string[] parameters) =>
        GetAsync("listInvites", caller, parameters);

    public Task<HostAnswer> CollaboratorsAsync(string? caller, params string[] parameters) =>
        GetAsync("listCollaborators", caller, parameters);

    /// <summary>The one invite of a list.</summary>
    public static JsonElement Only(HostAnswer answer) =>
        Assert.Single(answer.ShouldBeOk().Json.GetProperty("invites").EnumerateArray());

    public static string[] Uris(HostAnswer answer) =>
        [.. answer.ShouldBeOk().Json.GetProperty("invites").EnumerateArray().Select(one => one.GetProperty("uri").GetString()!)];

    public static string Cursor(HostAnswer answer) =>
        answer.ShouldBeOk().Json.TryGetProperty("cursor", out var cursor) ? cursor.GetString()! : "";

    public ValueTask DisposeAsync() => Http.DisposeAsync();
}
