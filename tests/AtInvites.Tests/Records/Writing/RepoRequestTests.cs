using System.Text.Json;
using AtInvites.Syntax;

namespace AtInvites.Tests.Records.Writing;

/// <summary>Requests have what the lexicons of com.atproto.repo know, and records what their own know.</summary>
public sealed class RepoRequestTests
{
    private static readonly Dictionary<string, (string[] Required, string[] Allowed)> Lexicons = new()
    {
        ["getRecord"] = (["repo", "collection", "rkey"], ["cid"]),
        ["createRecord"] = (["repo", "collection", "record"], ["rkey", "validate", "swapCommit"]),
        ["putRecord"] = (["repo", "collection", "rkey", "record"], ["validate", "swapRecord", "swapCommit"]),
        ["deleteRecord"] = (["repo", "collection", "rkey"], ["swapRecord", "swapCommit"]),
    };

    private static CancellationToken Token => WritingHost.Token;

    [Fact]
    public async Task Every_request_has_what_its_lexicon_asks_for_and_nothing_else()
    {
        await using var host = await WritingHost.StartAsync();
        var invite = await host.InviteAsync(WritingHost.Registry());
        await host.Records.ResendAsync(invite, null, Token);
        await host.Records.AcceptAsync(invite, WritingHost.Bob, Token);
        await host.Records.DeclineAsync(invite, WritingHost.Bob, Token);
        await host.Records.LeaveAsync(invite, WritingHost.Bob, Token);
        await host.Records.RevokeAsync(invite, Token);

        var requests = host.TakeRequests();

        Assert.Equal(Lexicons.Keys.Order(), requests.Select(request => request.Method).Distinct().Order());
        Assert.All(requests, request =>
        {
            var (required, allowed) = Lexicons[request.Method];
            Assert.Empty(required.Except(request.Names));
            Assert.Empty(request.Names.Except([.. required, .. allowed]));
            var isRead = request.Method == "getRecord";
            Assert.Equal(isRead ? "" : $"Bearer token-of-{request.Body.GetProperty("repo")}", request.Authorization ?? "");
        });
        Assert.All(requests.Where(request => request.Method == "putRecord"), put => Assert.Contains("swapRecord", put.Names));
    }

    [Fact]
    public async Task Records_have_the_properties_of_their_lexicons()
    {
        await using var host = await WritingHost.StartAsync();
        var now = AtDatetime.From(host.Now).Value;
        var chive = WritingHost.Chive() with
        {
            Role = "viewer",
            Message = "\"<>&'\u00e9\U0001f600\"",
            ExpiresAt = host.Now.AddDays(1),
        };
        var paper = await host.InviteAsync(chive);
        var acceptance = (await host.Records.AcceptAsync(paper, WritingHost.Bob, Token)).Uri!.Value;
        var list = await host.InviteAsync(WritingHost.Registry());
        var response = (await host.Records.DeclineAsync(list, WritingHost.Bob, Token)).Uri!.Value;

        Same(host.Pds.Records[paper], $$"""
            {"$type":"pub.chive.collaboration.invite","subject":{"uri":"{{WritingHost.Paper}}","cid":"{{WritingHost.PaperCid}}"},
            "invitee":"did:plc:bob","role":"viewer","message":"\"<>&'\u00e9\ud83d\ude00\"","createdAt":"{{now}}",
            "expiresAt":"{{AtDatetime.From(chive.ExpiresAt.Value)}}"}
            """);
        Same(host.Pds.Records[acceptance], $$"""
            {"$type":"pub.chive.collaboration.inviteAcceptance",
            "invite":{"uri":"{{paper}}","cid":"{{RepoServer.CidOf(host.Pds.Records[paper])}}"},
            "subject":{"uri":"{{WritingHost.Paper}}","cid":"{{WritingHost.PaperCid}}"},"createdAt":"{{Later(host, 1)}}"}
            """);
        Same(host.Pds.Records[list], $$"""
            {"$type":"blue.registry.invite","list":"{{WritingHost.Paper}}","collaborator":"did:plc:bob",
            "createdAt":"{{Later(host, 1)}}","expiresAt":"{{Later(host, 1 + (72 * 3600))}}"}
            """);
        Same(host.Pds.Records[response], $$"""
            {"$type":"blue.registry.inviteResponse","invite":"{{list}}","status":"declined","createdAt":"{{Later(host, 2)}}"}
            """);

        static string Later(WritingHost host, int seconds) =>
            AtDatetime.From(host.Now.AddSeconds(seconds - 2)).Value;
    }

    private static void Same(JsonElement actual, string expected) =>
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), actual), actual.GetRawText());
}
