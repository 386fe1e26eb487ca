using System.Net.Http.Headers;
using AtInvites.Records;
using AtInvites.Syntax;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Tests.Records.Writing;

/// <summary>What a PDS, or something in its place, says comes through.</summary>
public sealed class RepoErrorTests
{
    private static readonly Did Bob = WritingHost.Bob;

    public static TheoryData<int, string, string?, string?> Refusals => new()
    {
        { 400, """{"error":"InvalidSwap","message":"Record was at null"}""", "InvalidSwap", "Record was at null" },
        { 401, """{"error":"ExpiredToken","message":"Token has expired"}""", "ExpiredToken", "Token has expired" },
        { 413, """{"error":"PayloadTooLarge","message":"entity too large"}""", "PayloadTooLarge", "entity too large" },
        { 429, """{"error":"RateLimitExceeded"}""", "RateLimitExceeded", null },
        { 502, "<html><body>Bad Gateway</body></html>", null, null },
        { 500, "", null, null },
        { 500, "[1]", null, null },
        { 500, """{"error":17,"message":null}""", null, null },
        { 503, """{"error":"A","error":"B"}""", null, null },
        { 400, """{"error":"InvalidRequest","message":"half \ud83d"}""", null, null },
        { 400, """{"error":"InvalidRequest","\udc00":1}""", null, null },
        { 307, "", null, null },
        { 204, "", null, null },
    };

    private static CancellationToken Token => WritingHost.Token;

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_comes_through_as_it_is(int status, string body, string? error, string? message)
    {
        await using var host = await WritingHost.StartAsync();
        host.Pds.Say("createRecord", status, body, body.StartsWith('<') ? "text/html" : "application/json");

        var outcome = await host.Records.InviteAsync(WritingHost.Registry(), Token);

        Assert.Equal(RecordWriteStatus.RepoRefused, outcome.Status);
        Assert.Equal(new(status, error, message), outcome.Error);
        Assert.Empty(host.Pds.Records);
    }

    [Theory]
    [InlineData("getRecord")]
    [InlineData("putRecord")]
    [InlineData("deleteRecord")]
    public async Task Every_method_of_a_repository_may_refuse(string method)
    {
        await using var host = await WritingHost.StartAsync();
        var invite = await host.InviteAsync(WritingHost.Registry());
        host.Pds.Say(method, 400, """{"error":"AccountTakedown","message":"Account has been taken down"}""");

        var outcome = method == "deleteRecord"
            ? await host.Records.RevokeAsync(invite, Token)
            : await host.Records.ResendAsync(invite, null, Token);

        Assert.Equal((RecordWriteStatus.RepoRefused, invite), (outcome.Status, outcome.Uri));
        Assert.Equal(new(400, "AccountTakedown", "Account has been taken down"), outcome.Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("<html></html>")]
    [InlineData("{}")]
    [InlineData("""{"uri":"at://did:plc:alice/blue.registry.invite/3lother222222"}""")]
    [InlineData("""{"uri":"at://did:plc:alice/blue.registry.invite/3lother222222","cid":"CID"}""")]
    [InlineData("""{"uri":"\ud83d","cid":"CID"}""")]
    [InlineData("""{"\udc00":1}""")]
    public async Task A_success_that_names_no_record_is_not_taken_for_one(string body)
    {
        await using var host = await WritingHost.StartAsync();
        host.Pds.Say("createRecord", 200, body.Replace("CID", WritingHost.PaperCid.Value));

        var outcome = await host.Records.InviteAsync(WritingHost.Registry(), Token);

        Assert.Equal(RecordWriteStatus.RepoRefused, outcome.Status);
        Assert.Equal((200, RepoErrorNames.InvalidResponse), (outcome.Error!.Status, outcome.Error.Error));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_bound_is_not_read(bool saysLength)
    {
        await using var host = await WritingHost.StartAsync();
        var body = $$"""{"error":"Big","message":"{{new string('x', RepoAnswer.MaxBytes)}}"}""";
        host.Pds.Instead["createRecord"] = async (context, _) =>
        {
            context.Response.StatusCode = 400;
            if (saysLength) context.Response.ContentLength = body.Length;
            try
            {
                await context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(body), context.RequestAborted);
            }
            catch (OperationCanceledException)
            {
                // The reader has left.
            }
        };

        var outcome = await host.Records.InviteAsync(WritingHost.Registry(), Token);

        Assert.Equal(new(400, null, null), outcome.Error);
    }

    [Theory]
    [InlineData("""{"uri":"URI","cid":"CID"}""")]
    [InlineData("""{"uri":"at://did:plc:bob/blue.registry.invite/3lother222222","cid":"CID","value":{}}""")]
    [InlineData("""{"uri":"URI","value":{"fraction":1.5}}""")]
    [InlineData("""{"uri":"URI","cid":"CID","value":{"half":"\ud83d"}}""")]
    public async Task A_record_that_is_none_is_not_written_over(string body)
    {
        await using var host = await WritingHost.StartAsync();
        var invite = await host.InviteAsync(WritingHost.Registry());
        host.Pds.Say("getRecord", 200, body.Replace("URI", invite.Value).Replace("CID", WritingHost.PaperCid.Value));

        var outcome = await host.Records.ResendAsync(invite, null, Token);

        Assert.Equal(RepoErrorNames.InvalidResponse, outcome.Error?.Error);
        Assert.DoesNotContain(host.Pds.Requests, request => request.Method == "putRecord");
    }

    [Fact]
    public async Task A_record_whose_cid_the_pds_leaves_out_has_its_own()
    {
        await using var host = await WritingHost.StartAsync();
        var invite = await host.InviteAsync(WritingHost.Registry());
        host.Pds.Say("getRecord", 200, $$"""{"uri":"{{invite}}","value":{{host.Pds.Records[invite]}}}""");

        Assert.Equal(RecordWriteStatus.Written, (await host.Records.ResendAsync(invite, null, Token)).Status);
    }

    [Fact]
    public async Task An_account_without_a_session_is_told_so_and_nothing_is_sent()
    {
        await using var host = await WritingHost.StartAsync();
        var invite = await host.InviteAsync(WritingHost.Registry(WritingHost.Carol));
        host.TakeRequests();

        var outcome = await host.Records.AcceptAsync(invite, WritingHost.Carol, Token);

        Assert.Equal((0, RepoErrorNames.NoSession), (outcome.Error!.Status, outcome.Error.Error));
        Assert.Contains("did:plc:carol", outcome.Error.Message!);
        Assert.Empty(host.Pds.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_pds_that_does_not_answer_in_time_is_a_fault(bool beginsToAnswer)
    {
        await using var host = await WritingHost.StartAsync(builder => builder.Services.AddHttpClient(
            HttpRepoWriter.ClientName, client => client.Timeout = TimeSpan.FromMilliseconds(200)));
        host.Pds.Instead["createRecord"] = async (context, _) =>
        {
            if (beginsToAnswer) await context.Response.WriteAsync("{");
            var gone = new TaskCompletionSource();
            context.RequestAborted.Register(gone.SetResult);
            await gone.Task;
        };

        var fault = await Assert.ThrowsAsync<TimeoutException>(async () =>
            await host.Records.InviteAsync(WritingHost.Registry(), Token));

        Assert.Contains("not known", fault.Message);
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_a_cancellation_and_no_time_out()
    {
        await using var host = await WritingHost.StartAsync();
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Token);
        host.Pds.Instead["createRecord"] = async (context, _) =>
        {
            var gone = new TaskCompletionSource();
            context.RequestAborted.Register(gone.SetResult);
            await caller.CancelAsync();
            await gone.Task;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await host.Records.InviteAsync(WritingHost.Registry(), caller.Token));
    }

    [Fact]
    public async Task A_connection_that_breaks_is_a_fault()
    {
        await using var host = await WritingHost.StartAsync();
        host.Pds.Instead["createRecord"] = (context, _) =>
        {
            context.Abort();
            return Task.CompletedTask;
        };

        await Assert.ThrowsAsync<HttpRequestException>(async () =>
            await host.Records.InviteAsync(WritingHost.Registry(), Token));
    }

    [Fact]
    public async Task A_pds_that_changes_the_record_is_found_out()
    {
        await using var host = await WritingHost.StartAsync();
        host.Pds.Instead["createRecord"] = (context, _) =>
        {
            var sent = host.Pds.Requests.Last().Body;
            var uri = $"at://did:plc:alice/blue.registry.invite/{sent.GetProperty("rkey")}";
            return context.Response.WriteAsync($$"""{"uri":"{{uri}}","cid":"{{WritingHost.PaperCid}}"}""");
        };

        var outcome = await host.Records.InviteAsync(WritingHost.Registry(), Token);

        Assert.Equal((RecordWriteStatus.WrittenDifferently, WritingHost.PaperCid), (outcome.Status, outcome.Cid));
        Assert.False(outcome.IsDone);
        Assert.Contains(WritingHost.PaperCid.Value, outcome.Reason!);
    }

    [Fact]
    public async Task An_answer_that_changed_meanwhile_is_not_replaced()
    {
        await using var host = await WritingHost.StartAsync();
        var invite = await host.InviteAsync(WritingHost.Registry());
        var answer = (await host.Records.AcceptAsync(invite, Bob, Token)).Uri!.Value;
        await host.IndexAsync();
        host.Pds.Instead["putRecord"] = async (_, run) =>
        {
            host.Pds.Delete(answer);
            await run();
        };

        var outcome = await host.Records.DeclineAsync(invite, Bob, Token);

        Assert.Equal(new(400, "InvalidSwap", "Record was at null"), outcome.Error);
        Assert.False(host.Pds.Records.ContainsKey(answer));
    }

    [Fact]
    public void A_session_shows_no_token_and_goes_over_https_or_loopback_only()
    {
        var authorization = new AuthenticationHeaderValue("DPoP", "secret-token");

        Assert.DoesNotContain("secret", new RepoSession(new("https://pds.example.com"), authorization).ToString());
        Assert.NotNull(new RepoSession(new("http://127.0.0.1:2583"), authorization));
        Assert.Throws<ArgumentException>(() => new RepoSession(new("http://pds.example.com"), authorization));
        Assert.Throws<ArgumentException>(() => new RepoSession(new("ftp://localhost"), authorization));
        Assert.Throws<ArgumentException>(() => new RepoSession(new("/xrpc", UriKind.Relative), authorization));
    }

    [Theory]
    [InlineData("https://user:secret@pds.example.com")]
    [InlineData("http://user:secret@pds.example.com")]
    [InlineData("http://secret@127.0.0.1:2583")]
    [InlineData("ftp://pds.example.com/?token=secret")]
    public void A_session_refuses_a_password_in_its_address_and_does_not_repeat_it(string pds)
    {
        var fault = Assert.Throws<ArgumentException>(() => new RepoSession(new(pds)));

        Assert.Contains(new Uri(pds).Host, fault.Message);
        Assert.DoesNotContain("secret", fault.Message);
    }

    [Fact]
    public void A_session_keeps_the_origin_of_an_address_alone()
    {
        var session = new RepoSession(new("https://pds.example.com:8443/path?token=secret#secret"));

        Assert.Equal(("https://pds.example.com:8443/", "https://pds.example.com:8443/"), ($"{session.Pds}", $"{session}"));
    }
}
