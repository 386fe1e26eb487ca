using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using AtInvites.Records;
using AtInvites.Syntax;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AtInvites.Tests.Records.Writing;

/// <summary>Repositories on real Kestrel, with the CIDs, the swaps and the refusals of com.atproto.repo, and the events of what
/// was written.</summary>
internal sealed class RepoServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly TidClock _revs;
    private readonly ConcurrentDictionary<AtUri, JsonElement> _records = new();
    private readonly ConcurrentQueue<RecordEvent> _events = new();

    private RepoServer(WebApplication app, TimeProvider time) => (_app, _time, _revs) = (app, time, new(time, 7));

    public Uri Address => new(_app.Urls.First());

    public ConcurrentQueue<RepoRequest> Requests { get; } = new();

    public IReadOnlyDictionary<AtUri, JsonElement> Records => _records;

    /// <summary>What the next request of a method gets instead; an answer that is to come after the work is done calls what it is
    /// given.</summary>
    public ConcurrentDictionary<string, Func<HttpContext, Func<Task>, Task>> Instead { get; } = new();

    public static async Task<RepoServer> StartAsync(TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new RepoServer(app, time);
        app.Run(server.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Answers the next request of a method with a status and a body.</summary>
    public void Say(string method, int status, string body, string type = "application/json") =>
        Instead[method] = (context, _) =>
        {
            (context.Response.StatusCode, context.Response.ContentType) = (status, type);
            return context.Response.WriteAsync(body);
        };

    /// <summary>Another app of the account's writes, past the library.</summary>
    public void Write(AtUri uri, string json) => Store(uri, JsonElement.Parse(json));

    public void Delete(AtUri uri)
    {
        if (_records.TryRemove(uri, out _)) Tell(uri, RecordOperation.Delete, null);
    }

    public IReadOnlyList<RecordEvent> TakeEvents()
    {
        var taken = new List<RecordEvent>();
        while (_events.TryDequeue(out var told)) taken.Add(told);
        return taken;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var method = context.Request.Path.Value!["/xrpc/com.atproto.repo.".Length..];
        var query = context.Request.Query;
        var body = new JsonObject(query.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)$"{pair.Value}")));
        if (method != "getRecord") body = (JsonObject)(await JsonNode.ParseAsync(context.Request.Body))!;
        Requests.Enqueue(new(
            method, context.Request.Headers.Authorization, [.. body.Select(member => member.Key)],
            JsonElement.Parse(body.ToJsonString())));
        if (Instead.TryRemove(method, out var instead)) await instead(context, () => RunAsync(context, method, body));
        else await RunAsync(context, method, body);
    }

    private Task RunAsync(HttpContext context, string method, JsonObject body)
    {
        var (repo, rkey) = ((string)body["repo"]!, (string)body["rkey"]!);
        var uri = AtUri.Create(Did.Parse(repo), Nsid.Parse((string)body["collection"]!), RecordKey.Parse(rkey));
        JsonElement? there = _records.TryGetValue(uri, out var found) ? found : null;
        if (method == "getRecord")
        {
            return there is { } record
                ? OkAsync(context, Named(uri, record, JsonNode.Parse(record.GetRawText())))
                : RefuseAsync(context, 400, "RecordNotFound", $"Could not locate record: {uri}");
        }

        if (context.Request.Headers.Authorization != $"Bearer token-of-{repo}")
            return RefuseAsync(context, 401, "AuthMissing", "Authentication Required");
        var swap = (string?)body["swapRecord"];
        if (swap is not null && (there is not { } now || swap != CidOf(now).Value))
            return RefuseAsync(context, 400, "InvalidSwap", $"Record was at {(there is { } at ? CidOf(at).Value : "null")}");
        if (method == "createRecord" && there is not null)
            return RefuseAsync(context, 500, "InternalServerError", "Internal Server Error");
        if (method == "deleteRecord")
        {
            Delete(uri);
            return OkAsync(context, []);
        }

        var content = JsonElement.Parse(body["record"]!.ToJsonString());
        Store(uri, content);
        return OkAsync(context, Named(uri, content, null));
    }

    private void Store(AtUri uri, JsonElement record)
    {
        var isNew = !_records.ContainsKey(uri);
        _records[uri] = record;
        Tell(uri, isNew ? RecordOperation.Create : RecordOperation.Update, record);
    }

    private void Tell(AtUri uri, RecordOperation operation, JsonElement? record) => _events.Enqueue(new()
    {
        Repo = uri.Authority.Did!.Value,
        Collection = uri.Collection!.Value,
        RecordKey = uri.RecordKey!.Value,
        Operation = operation,
        Rev = _revs.Next(),
        Time = _time.GetUtcNow(),
        Cid = record is { } content ? CidOf(content) : null,
        Record = record,
    });

    public static Cid CidOf(JsonElement record) => Cid.OfDagCbor(DagCbor.Encode(record));

    private static JsonObject Named(AtUri uri, JsonElement record, JsonNode? value)
    {
        var body = new JsonObject { ["uri"] = uri.Value, ["cid"] = CidOf(record).Value };
        if (value is not null) body["value"] = value;
        return body;
    }

    private static Task OkAsync(HttpContext context, JsonObject body)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(body.ToJsonString());
    }

    private static Task RefuseAsync(HttpContext context, int status, string error, string message)
    {
        context.Response.StatusCode = status;
        return OkAsync(context, new() { ["error"] = error, ["message"] = message });
    }
}
