using AtInvites.Authentication;
using AtInvites.Syntax;
using Microsoft.AspNetCore.Http;

namespace AtInvites.Tests.Authentication;

public sealed class DidResolverTests
{
    private const string Account = AuthWorld.Account;
    private const string Path = "/" + Account;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_methods_resolve()
    {
        await using var world = await AuthWorld.StartAsync();
        var web = world.Directory.WebDid;
        world.Directory.Publish(web, world.Key);
        Assert.Equal(Account, (await world.ResolveAsync()).Document?.Id.Value);
        Assert.Equal(web, (await world.ResolveAsync(web)).Document?.Id.Value);
        await world.AssertAcceptedAsync((world.Draft() with { Issuer = web }).Sign());
    }

    [Theory]
    [InlineData("did:plc:short")]
    [InlineData("did:plc:AAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("did:plc:aaaaaaaaaaaaaaaaaaaaaaa1")]
    [InlineData("did:key:zQ3shVRtgqTRHC7Lj4DYScoDgReNpsDp3HBnuKBKt1FSXKQ38")]
    [InlineData("did:web:example.com:path")]
    [InlineData("did:web:example.com%3A8080")]
    [InlineData("did:web:example.com%2Fpath")]
    [InlineData("did:web:user%40example.com")]
    [InlineData("did:web:EXAMPLE.com")]
    [InlineData("did:web:intranet")]
    [InlineData("did:web:127.0.0.1")]
    [InlineData("did:web:0x7f.1")]
    [InlineData("did:web:0177.0.0.1")]
    [InlineData("did:web:8.8.8.8")]
    [InlineData("did:web:a..example")]
    [InlineData("did:web:.example")]
    [InlineData("did:web:localhost%3A99999")]
    [InlineData("did:web:localhost%3A")]
    [InlineData("did:web:localhost%3A80%3A80")]
    public async Task A_DID_of_another_kind_or_form_is_not_looked_up(string did)
    {
        await using var world = await AuthWorld.StartAsync();
        Assert.Equal(DidResolutionFault.Unsupported, (await world.ResolveAsync(did)).Fault);
    }

    [Fact]
    public void Localhost_resolves_only_where_the_host_opts_in()
    {
        var closed = new IdentityOptions();
        Assert.Null(DidDocumentAddress.Of(Did.Parse("did:web:localhost%3A1234"), closed));
        Assert.Null(DidDocumentAddress.Of(Did.Parse("did:web:localhost"), closed));
        var open = new IdentityOptions { AllowLocalhost = true };
        var (local, remote) = (Did.Parse("did:web:localhost%3A1234"), Did.Parse("did:web:example.com"));
        Assert.Equal(new Uri("http://localhost:1234/.well-known/did.json"), DidDocumentAddress.Of(local, open));
        Assert.Equal(new Uri("https://example.com/.well-known/did.json"), DidDocumentAddress.Of(remote, open));
        Assert.Equal(new Uri($"https://plc.directory/{Account}"), DidDocumentAddress.Of(Did.Parse(Account), closed));
        var longer = Did.Parse("did:web:" + string.Concat(Enumerable.Repeat("abcdefg.", 32)) + "com");
        Assert.Null(DidDocumentAddress.Of(longer, closed));
        var nested = new IdentityOptions { PlcDirectory = new("https://example.com/plc/") };
        Assert.Equal(new Uri($"https://example.com/plc/{Account}"), DidDocumentAddress.Of(Did.Parse(Account), nested));
    }

    [Fact]
    public async Task A_document_of_another_DID_is_refused()
    {
        await using var world = await AuthWorld.StartAsync();
        world.Directory.PublishText(Account, DirectoryServer.Document("did:plc:bbbbbbbbbbbbbbbbbbbbbbbb"));
        Assert.Equal(DidResolutionFault.BadDocument, (await world.ResolveAsync()).Fault);
    }

    [Theory]
    [InlineData("<html></html>")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"id":7}""")]
    [InlineData("""{"id":"did:plc:aaaaaaaaaaaaaaaaaaaaaaaa","id":"did:plc:aaaaaaaaaaaaaaaaaaaaaaaa"}""")]
    [InlineData("""{"id":"\ud800"}""")]
    [InlineData("""{"id":"did:plc:aaaaaaaaaaaaaaaaaaaaaaaa"} {}""")]
    public async Task What_is_not_a_document_is_refused(string text)
    {
        await using var world = await AuthWorld.StartAsync();
        world.Directory.PublishText(Account, text);
        Assert.Equal(DidResolutionFault.BadDocument, (await world.ResolveAsync()).Fault);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var world = await AuthWorld.StartAsync();
        world.Directory.Answers[Path] = context =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        };
        Assert.Equal(DidResolutionFault.BadStatus, (await world.ResolveAsync()).Fault);
        Assert.Equal(0, world.Directory.Hits("/elsewhere"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_document_over_64_KiB_is_refused_with_or_without_a_length(bool announced)
    {
        await using var world = await AuthWorld.StartAsync();
        var document = DirectoryServer.Document(Account);
        world.Directory.Answers[Path] = async context =>
        {
            var text = document.PadRight(context.Request.Query.Count + 65_537);
            if (announced) context.Response.ContentLength = text.Length;
            await context.Response.WriteAsync(text, Ct);
        };
        Assert.Equal(DidResolutionFault.TooLarge, (await world.ResolveAsync()).Fault);
    }

    [Fact]
    public async Task A_document_of_64_KiB_is_read()
    {
        await using var world = await AuthWorld.StartAsync();
        world.Directory.PublishText(Account, DirectoryServer.Document(Account).PadRight(65_536));
        Assert.NotNull((await world.ResolveAsync()).Document);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_stalls_is_left_after_three_seconds(bool midway)
    {
        await using var world = await AuthWorld.StartAsync();
        var arrived = new TaskCompletionSource();
        world.Directory.Answers[Path] = async context =>
        {
            if (midway)
            {
                await context.Response.WriteAsync("{", Ct);
                await context.Response.Body.FlushAsync(Ct);
            }
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        var pending = world.ResolveAsync();
        await arrived.Task.WaitAsync(Ct);
        world.Clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(pending.IsCompleted);
        world.Clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(DidResolutionFault.Unreachable, (await pending).Fault);
    }

    [Fact]
    public async Task A_directory_that_is_down_is_a_failure_and_not_an_exception()
    {
        await using var world = await AuthWorld.StartAsync();
        await world.Directory.DisposeAsync();
        Assert.Equal(DidResolutionFault.Unreachable, (await world.ResolveAsync()).Fault);
    }

    [Fact]
    public async Task Fifty_callers_at_once_share_one_fetch()
    {
        await using var world = await AuthWorld.StartAsync();
        var (arrived, go) = HoldAnswer(world);
        var callers = Enumerable.Range(0, 50).Select(_ => Task.Run(() => world.ResolveAsync(), Ct)).ToList();
        await arrived.Task.WaitAsync(Ct);
        go.SetResult();
        var documents = (await Task.WhenAll(callers)).Select(resolution => resolution.Document).ToList();
        Assert.NotNull(documents[0]);
        Assert.Single(documents.Distinct());
        Assert.Equal(1, world.Directory.Hits(Path));
    }

    [Fact]
    public async Task A_caller_who_gives_up_does_not_fail_the_others()
    {
        await using var world = await AuthWorld.StartAsync();
        var (arrived, go) = HoldAnswer(world);
        using var impatient = new CancellationTokenSource();
        var first = world.Resolver.ResolveAsync(Did.Parse(Account), false, impatient.Token).AsTask();
        var second = world.ResolveAsync();
        await arrived.Task.WaitAsync(Ct);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        go.SetResult();
        Assert.NotNull((await second).Document);
        Assert.Equal(1, world.Directory.Hits(Path));
    }

    [Fact]
    public async Task A_document_is_remembered_for_five_minutes()
    {
        await using var world = await AuthWorld.StartAsync();
        await world.ResolveAsync();
        world.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        await world.ResolveAsync();
        Assert.Equal(1, world.Directory.Hits(Path));
        world.Clock.Advance(TimeSpan.FromTicks(1));
        await world.ResolveAsync();
        Assert.Equal(2, world.Directory.Hits(Path));
    }

    [Fact]
    public async Task A_failure_is_remembered_for_thirty_seconds()
    {
        await using var world = await AuthWorld.StartAsync();
        const string unknown = "did:plc:zzzzzzzzzzzzzzzzzzzzzzzz";
        for (var i = 0; i < 10; i++) Assert.Equal(DidResolutionFault.BadStatus, (await world.ResolveAsync(unknown)).Fault);
        Assert.Equal(1, world.Directory.Hits("/" + unknown));
        world.Clock.Advance(TimeSpan.FromSeconds(30));
        world.Directory.Publish(unknown, world.Key);
        Assert.NotNull((await world.ResolveAsync(unknown)).Document);
    }

    [Fact]
    public async Task A_cache_at_its_size_still_answers()
    {
        await using var world = await AuthWorld.StartAsync(identity: options => options.CacheSize = 1);
        var others = "bcdefgh".Select(letter => $"did:plc:{new string(letter, 24)}").ToList();
        foreach (var did in others) world.Directory.Publish(did, world.Key);
        foreach (var did in others.Concat(others)) Assert.Equal(did, (await world.ResolveAsync(did)).Document?.Id.Value);
    }

    /// <summary>Lets the directory answer only when told to.</summary>
    private static (TaskCompletionSource Arrived, TaskCompletionSource Go) HoldAnswer(AuthWorld world)
    {
        var (arrived, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        world.Directory.Answers[Path] = async context =>
        {
            arrived.TrySetResult();
            await go.Task;
            await context.Response.WriteAsync(DirectoryServer.Document(Account), Ct);
        };
        return (arrived, go);
    }
}
