using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AtInvites.Tests.Authentication;

/// <summary>A real web server on loopback that is a PLC directory and the host of one did:web.</summary>
internal sealed class DirectoryServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, int> _hits = new();

    private DirectoryServer(WebApplication app) => _app = app;

    /// <summary>What a path answers; documents by default.</summary>
    public ConcurrentDictionary<string, RequestDelegate> Answers { get; } = new();

    public Uri Address { get; private set; } = null!;

    /// <summary>The did:web that this server is the host of.</summary>
    public string WebDid => $"did:web:localhost%3A{Address.Port}";

    public static async Task<DirectoryServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new DirectoryServer(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        server.Address = new(app.Urls.First());
        return server;
    }

    public int Hits(string path) => _hits.GetValueOrDefault(path);

    /// <summary>Publishes <paramref name="json"/> as the document of <paramref name="did"/>.</summary>
    public void PublishText(string did, string json) => Answers[PathOf(did)] = context => context.Response.WriteAsync(json);

    public void Publish(string did, AccountKey key) => PublishText(did, Document(did, Method(did, "#atproto", key)));

    public static string PathOf(string did) =>
        did.StartsWith("did:web:", StringComparison.Ordinal) ? "/.well-known/did.json" : "/" + did;

    public static string Document(string did, params string[] methods) =>
        $$"""{"@context":["https://www.w3.org/ns/did/v1"],"id":"{{did}}","verificationMethod":[{{string.Join(',', methods)}}]}""";

    public static string Method(string did, string fragment, AccountKey key) =>
        Method(did + fragment, "Multikey", did, key.Multikey);

    public static string Method(string id, string type, string controller, string multibase) =>
        $$"""{"id":"{{id}}","type":"{{type}}","controller":"{{controller}}","publicKeyMultibase":"{{multibase}}"}""";

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        _hits.AddOrUpdate(path, 1, (_, hits) => hits + 1);
        if (Answers.TryGetValue(path, out var answer)) return answer(context);
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }
}
