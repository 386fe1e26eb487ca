using System.Text;
using System.Text.Json.Nodes;
using AtInvites.Tests.Hosting;
using AtInvites.Tokens;

namespace AtInvites.Tests.Http;

public sealed class CreateInviteTests
{
    [Theory, OnBothStores]
    public async Task An_invite_of_defaults_has_write_perms_and_no_optional_field(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var space = await host.CreateSpaceAsync();

        var answer = await host.PostAsync("invite.create", HttpHost.Alice, new JsonObject { ["spaceUri"] = space });

        var token = answer.ShouldBeOk().Json.GetProperty("token").GetString()!;
        var secret = new byte[32];
        Assert.True(TokenFormat.TryDecode(token, secret));
        var hash = new TokenKeyRing(new() { HashKey = HttpHost.Key }).Hash(secret).ToHex();
        Assert.Equal(
            $$$"""{"token":"{{{token}}}","invite":{"tokenHash":"{{{hash}}}","spaceUri":"{{{space}}}","perms":"write" """.TrimEnd()
            + $$$""","usedCount":0,"createdBy":"did:plc:alice","createdAt":{{{host.Clock.Milliseconds}}}}}""",
            answer.Body);
    }

    [Theory, OnBothStores]
    public async Task Every_field_of_the_request_comes_back_in_the_view_and_in_the_list(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var space = await host.CreateSpaceAsync();
        var request = new JsonObject
        {
            ["spaceUri"] = space,
            ["perms"] = "read",
            ["maxUses"] = 9007199254740991,
            ["expiresAt"] = host.Clock.Milliseconds + 1,
            ["note"] = "für \"Zoë\" 🎉 <b>&\n",
        };

        var invite = (await host.PostAsync("invite.create", HttpHost.Alice, request)).ShouldBeOk().Json.GetProperty("invite");

        Assert.Equal("read", invite.GetProperty("perms").GetString());
        Assert.Equal(9007199254740991, invite.GetProperty("maxUses").GetInt64());
        Assert.Equal(host.Clock.Milliseconds + 1, invite.GetProperty("expiresAt").GetInt64());
        Assert.Equal("für \"Zoë\" 🎉 <b>&\n", invite.GetProperty("note").GetString());
        var list = (await host.GetAsync("invite.list", HttpHost.Alice, "spaceUri", space)).ShouldBeOk();
        Assert.Equal($$"""{"invites":[{{invite.GetRawText()}}]}""", list.Body);
    }

    [Theory, OnBothStores]
    public async Task A_note_of_any_characters_is_kept_whole(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var space = await host.CreateSpaceAsync();
        foreach (var note in new[] { "a\0b", "\0", "\u0001\u001f\u007f", "\uFEFFx", "\uFFFF\uFFFE", "e\u0301 é",
            "'; DROP TABLE atinvites_invites; --", "  " })
        {
            var invite = await host.PostAsync("invite.create", HttpHost.Alice,
                new JsonObject { ["spaceUri"] = space, ["note"] = note });
            var hash = invite.ShouldBeOk().Json.GetProperty("invite").GetProperty("tokenHash").GetString();
            var list = (await host.GetAsync("invite.list", HttpHost.Alice, "spaceUri", space)).ShouldBeOk();
            var listed = list.Json.GetProperty("invites").EnumerateArray()
                .Single(one => one.GetProperty("tokenHash").GetString() == hash);
            Assert.Equal(note, listed.GetProperty("note").GetString());
        }
    }

    [Theory, OnBothStores]
    public async Task Two_invites_of_the_same_request_are_two(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var space = await host.CreateSpaceAsync();

        var (first, second) = (await host.MintAsync(space), await host.MintAsync(space));

        Assert.NotEqual(first.Token, second.Token);
        Assert.NotEqual(first.Hash, second.Hash);
    }

    [Theory, OnBothStores]
    public async Task Unknown_properties_of_the_input_are_ignored(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var space = await host.CreateSpaceAsync();
        var request = new JsonObject { ["spaceUri"] = space, ["uses"] = "7", ["Perms"] = 1, ["$type"] = "x",
            ["deep"] = new JsonArray(1, null) };

        var answer = await host.PostAsync("invite.create", HttpHost.Alice, request);

        Assert.Equal("write", answer.ShouldBeOk().Json.GetProperty("invite").GetProperty("perms").GetString());
    }

    [Theory, OnBothStores]
    public async Task An_explicit_null_is_refused_for_every_field(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var space = await host.CreateSpaceAsync();
        foreach (var field in new[] { "spaceUri", "perms", "maxUses", "expiresAt", "note" })
        {
            var request = new JsonObject { ["spaceUri"] = space, [field] = null };
            (await host.PostAsync("invite.create", HttpHost.Alice, request)).ShouldBeInvalid(field);
        }

        Assert.Equal("""{"invites":[]}""", (await host.GetAsync("invite.list", HttpHost.Alice, "spaceUri", space)).Body);
    }

    [Theory, OnBothStores]
    public async Task A_note_of_500_bytes_is_kept_whole_and_one_of_501_is_refused(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var space = await host.CreateSpaceAsync();
        var party = string.Concat(Enumerable.Repeat("🎉", 125));
        foreach (var note in new[] { new string('n', 500), new string('é', 250), party, "" })
        {
            var kept = await host.PostAsync("invite.create", HttpHost.Alice,
                new JsonObject { ["spaceUri"] = space, ["note"] = note });
            Assert.Equal(note, kept.ShouldBeOk().Json.GetProperty("invite").GetProperty("note").GetString());
            var more = new string('n', 501 - Encoding.UTF8.GetByteCount(note));
            var over = new JsonObject { ["spaceUri"] = space, ["note"] = note + more };
            (await host.PostAsync("invite.create", HttpHost.Alice, over)).ShouldBeInvalid("note");
        }
    }

    [Theory, OnBothStores]
    public async Task An_expiry_that_is_not_in_the_future_or_in_seconds_names_Unix_milliseconds(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var space = await host.CreateSpaceAsync();
        var now = host.Clock.Milliseconds;
        foreach (var at in new[] { now, now - 1, 0, -1, long.MinValue, (now / 1000) + 3600, -9007199254740991, 253402300800000,
            long.MaxValue })
        {
            var request = new JsonObject { ["spaceUri"] = space, ["expiresAt"] = at };
            var answer = await host.PostAsync("invite.create", HttpHost.Alice, request);
            answer.ShouldBeInvalid("expiresAt");
            if (Math.Abs((decimal)at) <= 9007199254740991) Assert.Contains("Unix milliseconds", answer.Message);
        }

        await host.MintAsync(space, ("expiresAt", now + 1));
        await host.MintAsync(space, ("expiresAt", 253402300799999));
    }
}
