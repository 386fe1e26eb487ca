using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AtInvites.Lexicons;
using AtInvites.Tests.Hosting;

namespace AtInvites.Tests.Http;

public sealed class WrongFieldTests
{
    private static readonly string[] Values =
        ["null", "true", "1", "-1", "1.5", "\"x\"", "\"\"", "[]", "[1]", "{}", "{\"a\":1}", "9007199254740992", "1e400",
            "-1e400", "\"1\""];

    [Theory, MemberData(nameof(XrpcMethods.AllProcedures), MemberType = typeof(XrpcMethods))]
    public async Task A_value_of_another_type_than_the_lexicons_is_refused_in_every_field(string method)
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory);
        var invite = await host.MintAsync(await host.CreateSpaceAsync());
        var good = XrpcMethods.Request(method, invite);
        var properties = await PropertiesAsync(method);
        Assert.Equal(properties.EnumerateObject().Select(one => one.Name).Order(), good.Select(one => one.Key).Order());
        var state = await host.StateAsync();
        foreach (var property in properties.EnumerateObject())
        {
            var type = property.Value.GetProperty("type").GetString()!;
            foreach (var value in Values.Where(value => !Fits(type, value)))
                (await SetAsync(host, method, good, property.Name, value)).ShouldBeInvalid(property.Name);
        }

        Assert.Equal(state, await host.StateAsync());
    }

    [Theory, MemberData(nameof(XrpcMethods.AllProcedures), MemberType = typeof(XrpcMethods))]
    public async Task A_required_field_that_is_missing_is_named(string method)
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory);
        var invite = await host.MintAsync(await host.CreateSpaceAsync());
        var state = await host.StateAsync();
        var required = await RequiredAsync(method);
        foreach (var name in required)
        {
            var request = XrpcMethods.Request(method, invite);
            request.Remove(name);
            (await host.PostAsync(method, HttpHost.Alice, request)).ShouldBeInvalid(name);
            request[name.ToUpperInvariant()] = XrpcMethods.Request(method, invite)[name]!.DeepClone();
            (await host.PostAsync(method, HttpHost.Alice, request)).ShouldBeInvalid(name);
        }

        Assert.Equal(state, await host.StateAsync());
    }

    [Theory, OnBothStores]
    public async Task A_number_that_is_no_exact_integer_is_refused(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var space = await host.CreateSpaceAsync();
        var good = new JsonObject { ["spaceUri"] = space };
        string[] numbers =
        [
            "1.5", "9007199254740992", "9007199254740993", "-9007199254740992", "9223372036854775807", "9223372036854775808",
            "1e400",
            "-1e400", "1e-400", "0.1e0", "123456789012345678901234567890", "1" + new string('0', 5000), "-0.5",
        ];
        foreach (var field in new[] { "maxUses", "expiresAt" })
            foreach (var number in numbers) (await SetAsync(host, "invite.create", good, field, number)).ShouldBeInvalid(field);
        foreach (var number in new[] { "0", "-0", "-1", "-0.0", "0e5" })
            (await SetAsync(host, "invite.create", good, "maxUses", number)).ShouldBeInvalid("maxUses");
        foreach (var number in new[] { "-0", "0", "-1" })
            (await SetAsync(host, "invite.create", good, "expiresAt", number)).ShouldBeInvalid("Unix milliseconds");

        Assert.Equal("""{"invites":[]}""", (await host.GetAsync("invite.list", HttpHost.Alice, "spaceUri", space)).Body);
    }

    [Theory, OnBothStores]
    public async Task Perms_that_nobody_knows_are_refused_although_the_lexicons_set_is_open(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var space = await host.CreateSpaceAsync();
        var state = await host.StateAsync();
        foreach (var perms in new[] { "admin", "", "Read", "WRITE", "read ", "read,write", "0", "1", "Perms.Read" })
        {
            var mint = new JsonObject { ["spaceUri"] = space, ["perms"] = perms };
            (await host.PostAsync("invite.create", HttpHost.Alice, mint)).ShouldBeInvalid("perms must be read or write");
            var add = new JsonObject { ["spaceUri"] = space, ["did"] = HttpHost.Bob, ["perms"] = perms };
            (await host.PostAsync("admin.addMember", HttpHost.Alice, add)).ShouldBeInvalid("perms must be read or write");
        }

        Assert.Equal(state, await host.StateAsync());
    }

    private static bool Fits(string type, string value) => type switch
    {
        "string" => value[0] == '"',
        "integer" => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and <= 9007199254740991,
        _ => false,
    };

    private static Task<HostAnswer> SetAsync(HttpHost host, string method, JsonObject good, string field, string value)
    {
        var members = good.Where(one => one.Key != field).Select(one => $"\"{one.Key}\":{one.Value!.ToJsonString()}");
        return host.PostAsync(method, HttpHost.Alice, $"{{{string.Join(',', members.Append($"\"{field}\":{value}"))}}}");
    }

    private static async Task<JsonElement> PropertiesAsync(string method) =>
        (await SchemaAsync(method)).GetProperty("properties");

    private static async Task<string[]> RequiredAsync(string method) =>
        (await SchemaAsync(method)).TryGetProperty("required", out var names)
            ? [.. names.EnumerateArray().Select(name => name.GetString()!)]
            : [];

    private static async Task<JsonElement> SchemaAsync(string method)
    {
        await using var stream = typeof(LexiconCatalog).Assembly.GetManifestResourceStream($"rsvp.atmo.space.{method}.json")!;
        using var document = await JsonDocument.ParseAsync(stream, default, TestContext.Current.CancellationToken);
        return document.RootElement.GetProperty("defs").GetProperty("main").GetProperty("input").GetProperty("schema").Clone();
    }
}
