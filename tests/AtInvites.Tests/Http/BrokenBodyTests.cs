using System.Net.Http.Headers;
using System.Text;
using AtInvites.Tests.Hosting;

namespace AtInvites.Tests.Http;

public sealed class BrokenBodyTests
{
    [Theory, MemberData(nameof(XrpcMethods.AllProcedures), MemberType = typeof(XrpcMethods))]
    public async Task What_is_no_JSON_object_is_refused_and_nothing_is_stored(string method)
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory);
        var invite = await host.MintAsync(await host.CreateSpaceAsync());
        var good = XrpcMethods.Request(method, invite).ToJsonString();
        var state = await host.StateAsync();
        string[] broken =
        [
            "", " ", "{", "}", "{}}", good[..^1], good + "x", good + good, good + ",", "[" + good + "]", "[]", "\"x\"", "null",
            "true", "1",
            good[..^1] + ",}", "{x:1}", "{'x':1}", good.Replace('"', '\''), "// c\n" + good, "/* c */" + good, "\uFEFF" + good,
            good[..^1] + ",\"x\":NaN}", good[..^1] + ",\"x\":01}", good[..^1] + ",\"x\":+1}", good[..^1] + ",\"x\":\"\t\"}",
            good[..^1] + ",\"x\":\"\\x\"}", good[..^1] + ",\"x\":\"\\u12\"}", good[..^1] + ",\"x\":.5}",
            good[..^1] + ",\"x\":tru}", "\0",
        ];
        foreach (var body in broken) (await host.PostAsync(method, HttpHost.Alice, body)).ShouldBeInvalid();

        (await host.PostAsync(method, HttpHost.Alice, null)).ShouldBeInvalid();
        Assert.Equal(state, await host.StateAsync());
    }

    [Theory, MemberData(nameof(XrpcMethods.AllProcedures), MemberType = typeof(XrpcMethods))]
    public async Task A_member_given_twice_is_refused_however_it_is_spelled(string method)
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory);
        var invite = await host.MintAsync(await host.CreateSpaceAsync());
        var request = XrpcMethods.Request(method, invite);
        var state = await host.StateAsync();
        var good = request.ToJsonString();
        foreach (var (name, value) in request)
        {
            var escaped = string.Concat(name.Select((letter, i) => i == 0 ? $"\\u{(int)letter:x4}" : $"{letter}"));
            foreach (var spelling in new[] { name, escaped })
            {
                var member = $"\"{spelling}\":{value!.ToJsonString()}";
                (await host.PostAsync(method, HttpHost.Alice, $"{good[..^1]},{member}}}")).ShouldBeInvalid("duplicate");
                (await host.PostAsync(method, HttpHost.Alice, $"{{{member},{good[1..]}")).ShouldBeInvalid("duplicate");
            }
        }

        foreach (var more in new[] { """ "x":1,"x":1 """, """ "x":1,"\u0078":2 """, """ "x":{"y":1,"y":2} """,
            """ "x":[{"":1,"":2}] """ })
            (await host.PostAsync(method, HttpHost.Alice, $"{good[..^1]},{more}}}")).ShouldBeInvalid("duplicate");
        Assert.Equal(state, await host.StateAsync());
    }

    [Theory, MemberData(nameof(XrpcMethods.AllProcedures), MemberType = typeof(XrpcMethods))]
    public async Task Nesting_is_bounded_wherever_it_is(string method)
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory);
        var invite = await host.MintAsync(await host.CreateSpaceAsync());
        var good = XrpcMethods.Request(method, invite).ToJsonString();
        var state = await host.StateAsync();
        string[] bombs =
        [
            new('[', 100_000), string.Concat(Enumerable.Repeat("{\"a\":", 20_000)),
            $"{good[..^1]},\"x\":{new string('[', 100_000)}",
            $"{good[..^1]},\"x\":{new string('[', 50_000)}{new string(']', 50_000)}}}",
            $"{good[..^1]},\"x\":{new string('[', 32)}{new string(']', 32)}}}",
        ];
        foreach (var bomb in bombs) (await host.PostAsync(method, HttpHost.Alice, bomb)).ShouldBeInvalid();

        Assert.Equal(state, await host.StateAsync());
        var deep = $"{good[..^1]},\"x\":{new string('[', 31)}{new string(']', 31)}}}";
        (await host.PostAsync(method, HttpHost.Alice, deep)).ShouldBeOkOrGone(method);
    }

    [Theory, MemberData(nameof(XrpcMethods.AllProcedures), MemberType = typeof(XrpcMethods))]
    public async Task Text_that_is_not_Unicode_is_refused_in_values_names_and_unknown_members(string method)
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory);
        var invite = await host.MintAsync(await host.CreateSpaceAsync());
        var good = XrpcMethods.Request(method, invite).ToJsonString();
        var state = await host.StateAsync();
        string[] halves = [@"\ud800", @"\udc00", @"\uDFFF\uD800", @"\ud800\ud800", @"\ud83c x", @"\\\ud800", @"\ud83d\n",
            @"a\uD83C"];
        foreach (var half in halves)
        {
            foreach (var member in new[] { $"\"x\":\"{half}\"", $"\"{half}\":1", $"\"note\":\"{half}\"",
                $"\"x\":[{{\"{half}\":\"{half}\"}}]" })
            {
                var body = $"{{{member},{good[1..].Replace("\"note\":\"n\",", "").Replace(",\"note\":\"n\"", "")}";
                (await host.PostAsync(method, HttpHost.Alice, body)).ShouldBeInvalid("Unicode");
            }
        }

        byte[][] bytes = [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82], [0x80],
            [0xF0, 0x9F, 0x8E]];
        foreach (var bad in bytes)
        {
            var head = Encoding.UTF8.GetBytes(good[..^1]);
            await RefusedBytesAsync(host, method, [.. head, .. ",\"x\":\""u8, .. bad, .. "\"}"u8]);
            await RefusedBytesAsync(host, method, [.. head, .. ",\""u8, .. bad, .. "\":1}"u8]);
        }

        await RefusedBytesAsync(host, method, Encoding.Unicode.GetBytes(good));
        await RefusedBytesAsync(host, method, Encoding.UTF32.GetBytes(good));
        Assert.Equal(state, await host.StateAsync());
        (await host.PostAsync(method, HttpHost.Alice, good[..^1] + @",""x"":""\ud83c\udf89 \\ud800""}")).ShouldBeOkOrGone(method);
    }

    private static async Task RefusedBytesAsync(HttpHost host, string method, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/xrpc/rsvp.atmo.space.{method}");
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        (await host.SendAsync(request, HttpHost.Alice)).ShouldBeInvalid();
    }
}
