using System.Net.Http.Headers;
using System.Text;
using AtInvites.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace AtInvites.Tests.Http;

public sealed class FuzzTests
{
    private const int Requests = 3000;
    private static readonly HttpMethod[] Verbs =
        [HttpMethod.Post, HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Options];
    private static readonly string?[] Callers =
        [HttpHost.Alice, HttpHost.Alice, HttpHost.Alice, HttpHost.Bob, HttpHost.Carol, "refuse", null];

    private static readonly string[] Pieces =
    [
        "null", "{", "}", "[", "]", "\"", ",", ":", "\\", "\\u0000", "\\ud800", "1e999", "-", "9007199254740993", "\0", "\uFFFF",
        "é",
        "true", "at://", "did:", "did:plc:bob", "%", "&", "=", "#", "::", "\r\n", " ", "\uFEFF", "$type", "write", "owner", "A",
    ];

    [Theory, OnBothStores]
    public async Task No_mutated_request_makes_a_fault_and_a_refused_one_changes_nothing(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var space = await host.CreateSpaceAsync();
        var invite = await host.MintAsync(space);
        var random = new Random(20_261_121);
        var state = await host.StateAsync();
        var statuses = new Dictionary<int, int>();
        for (var i = 0; i < Requests; i++)
        {
            using var request = Mutated(random, invite);
            var answer = await host.SendAsync(request, Callers[random.Next(Callers.Length)]);

            Assert.True(answer.Status is < 500 or 501, $"{request} {answer.Status} {answer.Body}");
            statuses[answer.Status] = statuses.GetValueOrDefault(answer.Status) + 1;
            if (answer.Status == 200 || i % 16 == 0)
            {
                var now = await host.StateAsync();
                if (answer.Status != 200) Assert.Equal(state, now);
                state = now;
            }
        }

        Assert.Subset(statuses.Keys.ToHashSet(), new HashSet<int> { 200, 400, 401, 403, 404, 501 });
        Assert.DoesNotContain(host.Logs.Entries, entry => entry.Level >= LogLevel.Error);
    }

    private static HttpRequestMessage Mutated(Random random, MintedInvite invite)
    {
        var isQuery = random.Next(3) == 0;
        var names = isQuery ? XrpcMethods.Queries : XrpcMethods.Procedures;
        var method = names[random.Next(names.Length)];
        var path = $"/xrpc/rsvp.atmo.space.{(random.Next(40) == 0 ? Mutate(random, method) : method)}";
        var verb = random.Next(20) == 0 ? Verbs[random.Next(Verbs.Length)] : isQuery ? HttpMethod.Get : HttpMethod.Post;
        if (isQuery)
        {
            var query = $"uri={invite.Space}&spaceUri={invite.Space}&limit=3&cursor=&scope=owner&includeRevoked=true";
            return new(verb, $"{path}?{Mutate(random, query).Replace("#", "%23", StringComparison.Ordinal)}");
        }

        var body = XrpcMethods.Request(method, invite).ToJsonString();
        var bytes = Encoding.UTF8.GetBytes(random.Next(8) == 0 ? body : Mutate(random, body));
        if (bytes.Length > 0 && random.Next(10) == 0) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        var request = new HttpRequestMessage(verb, path) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(random.Next(30) == 0 ? "text/plain" : "application/json");
        request.Headers.TransferEncodingChunked = random.Next(4) == 0;
        return request;
    }

    private static string Mutate(Random random, string text)
    {
        for (var rounds = random.Next(1, 4); rounds > 0; rounds--)
        {
            var (at, piece) = (random.Next(text.Length + 1), Pieces[random.Next(Pieces.Length)]);
            var end = Math.Min(text.Length, at + random.Next(0, 12));
            text = random.Next(4) switch
            {
                0 => text.Insert(at, piece),
                1 => text[..at] + piece + text[end..],
                2 => text[..at] + text[end..],
                _ => text.Insert(at, text[at..end]),
            };
        }

        return text;
    }
}
