using System.Net;
using AtInvites.Accounts;
using AtInvites.Hosting;
using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AtInvites.Tests.Accounts;

public sealed class InviteCodeFilterTests
{
    [Theory, OnBothStores]
    public async Task A_sign_up_takes_one_use_for_the_account_that_was_named(StoreKind kind)
    {
        await using var host = await SignUpHost.StartAsync(kind, SignUpHost.MakeAccount);
        var code = await host.MintAsync(2);

        var answer = (await host.SignUpAsync(code, HttpHost.Bob)).ShouldBeOk();

        Assert.Equal("""{"did":"did:plc:bob"}""", answer.Body);
        Assert.Equal([HttpHost.Bob], await host.UsersAsync());
        (await host.SignUpAsync(code, HttpHost.Carol)).ShouldBeOk();
        (await host.SignUpAsync(code, "did:plc:late")).ShouldBe(HttpStatusCode.BadRequest, "InvalidInviteCode");
    }

    [Theory, OnBothStores]
    public async Task A_code_that_cannot_be_used_is_refused_alike_for_every_reason_before_the_handler(StoreKind kind)
    {
        var calls = 0;
        await using var host = await SignUpHost.StartAsync(kind, (SignUpInput input, HttpContext http) =>
        {
            calls++;
            return SignUpHost.MakeAccount(input, http);
        });
        var (spent, disabled, down) = (await host.MintAsync(), await host.MintAsync(), await host.MintAsync(1, HttpHost.Alice));
        await host.UseAsync(spent, HttpHost.Carol);
        (await host.AdminAsync("disableInviteCodes", $$"""{"codes":["{{disabled}}"]}""")).ShouldBeOk();
        host.Accounts.TakeDown(HttpHost.Alice);

        string?[] codes =
        [
            null, "", " ", AccountHost.Prefix + "aaaaa-aaaaa", "ü\0", new string('x', 4000), spent, disabled, down,
            down.ToUpperInvariant(),
        ];
        foreach (var code in codes)
        {
            var refused = (await host.SignUpAsync(code)).ShouldBe(HttpStatusCode.BadRequest, "InvalidInviteCode");
            Assert.Equal("""{"error":"InvalidInviteCode","message":"Provided invite code not available"}""", refused.Body);
            Assert.Equal("application/json; charset=utf-8", refused.Headers["Content-Type"]);
        }

        Assert.Equal(0, calls);
        host.Accounts.TakeDown(HttpHost.Alice, isTakenDown: false);
        (await host.SignUpAsync(down)).ShouldBeOk();
    }

    [Theory, OnBothStores]
    public async Task A_sign_up_that_fails_gives_the_use_back(StoreKind kind)
    {
        Func<HttpContext, IResult> outcome = _ => Results.Conflict();
        await using var host = await SignUpHost.StartAsync(kind, (SignUpInput input, HttpContext http) =>
        {
            http.SetInvitedAccount(Did.Parse(input.Account));
            return outcome(http);
        });
        var code = await host.MintAsync();

        Assert.Equal(409, (await host.SignUpAsync(code)).Status);
        outcome = _ => throw new InvalidOperationException("the mail server is gone");
        Assert.Equal(500, (await host.SignUpAsync(code)).Status);
        outcome = _ => Results.BadRequest(new { error = "HandleNotAvailable" });
        Assert.Equal("HandleNotAvailable", (await host.SignUpAsync(code)).Error);

        Assert.Empty(await host.UsersAsync());
        outcome = _ => Results.Ok();
        (await host.SignUpAsync(code)).ShouldBeOk();
        Assert.Equal([HttpHost.Bob], await host.UsersAsync());
    }

    [Theory, OnBothStores]
    public async Task A_sign_up_whose_caller_hangs_up_gives_the_use_back(StoreKind kind)
    {
        using var hangUp = new CancellationTokenSource();
        var ended = new TaskCompletionSource();
        await using var host = await SignUpHost.StartAsync(
            kind,
            async (SignUpInput input, HttpContext http) =>
            {
                await hangUp.CancelAsync();
                await Task.Delay(Timeout.Infinite, http.RequestAborted);
            },
            new() { Map = app => app.Use(next => http => EndAsync(next, http, ended)) });
        var code = await host.MintAsync();

        using var content = new StringContent(
            $$"""{"inviteCode":"{{code}}","account":"did:plc:bob"}""", System.Text.Encoding.UTF8, "application/json");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => host.Http.Client.PostAsync("/sign-up", content, hangUp.Token));
        await ended.Task.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(CodeStatus.Granted, await host.UseAsync(code, HttpHost.Carol));
    }

    [Theory, OnBothStores]
    public async Task Of_many_sign_ups_at_once_as_many_win_as_the_code_allows(StoreKind kind)
    {
        await using var host = await SignUpHost.StartAsync(kind, SignUpHost.MakeAccount);
        var code = await host.MintAsync(3);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => host.SignUpAsync(code, $"did:plc:user{i}")));

        Assert.Equal(3, answers.Count(answer => answer.Status == 200));
        Assert.All(answers.Where(answer => answer.Status != 200), answer => Assert.Equal("InvalidInviteCode", answer.Error));
        Assert.Equal(3, (await host.UsersAsync()).Length);
    }

    [Theory, OnBothStores]
    public async Task A_handler_may_commit_the_seat_itself_and_names_nobody_then(StoreKind kind)
    {
        await using var host = await SignUpHost.StartAsync(kind, async (SignUpInput input, HttpContext http) =>
        {
            var seat = http.GetInviteSeat();
            Assert.True(seat.IsHeld);
            Assert.Equal(CommitStatus.Committed, await seat.CommitAsync(Did.Parse(input.Account), http.RequestAborted));
            return Results.Ok();
        });
        var code = await host.MintAsync();

        (await host.SignUpAsync(code)).ShouldBeOk();

        Assert.Equal([HttpHost.Bob], await host.UsersAsync());
    }

    [Theory, OnBothStores]
    public async Task A_use_that_the_handler_committed_stays_whatever_it_answers(StoreKind kind)
    {
        await using var host = await SignUpHost.StartAsync(kind, async (SignUpInput input, HttpContext http) =>
        {
            await http.GetInviteSeat().CommitAsync(Did.Parse(input.Account), http.RequestAborted);
            return Results.StatusCode(503);
        });
        var code = await host.MintAsync();

        Assert.Equal(503, (await host.SignUpAsync(code)).Status);

        Assert.Equal([HttpHost.Bob], await host.UsersAsync());
    }

    [Theory, OnBothStores]
    public async Task A_sign_up_that_outlives_its_lease_is_refused_and_logged(StoreKind kind)
    {
        var clock = new ManualClock();
        await using var host = await SignUpHost.StartAsync(
            kind,
            (SignUpInput input, HttpContext http) =>
            {
                clock.Advance(TimeSpan.FromMinutes(2));
                http.Response.Headers["X-Session"] = "of an account that must not be";
                return SignUpHost.MakeAccount(input, http);
            },
            new() { Clock = clock });
        var code = await host.MintAsync();

        var refused = (await host.SignUpAsync(code)).ShouldBe(HttpStatusCode.BadRequest, "InvalidInviteCode");

        Assert.DoesNotContain("X-Session", refused.Headers.Keys);
        Assert.Equal(LogLevel.Error, Assert.Single(host.Http.Logs.With(5001)).Level);
        Assert.DoesNotContain(code, host.Http.Logs.Text);
        Assert.Empty(await host.UsersAsync());
    }

    [Fact]
    public async Task An_answer_on_its_way_is_cut_off_when_the_use_cannot_be_taken()
    {
        var clock = new ManualClock();
        await using var host = await SignUpHost.StartAsync(
            StoreKind.Memory,
            async (SignUpInput input, HttpContext http) =>
            {
                http.SetInvitedAccount(Did.Parse(input.Account));
                await http.Response.WriteAsync("welcome", http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
                clock.Advance(TimeSpan.FromMinutes(2));
            },
            new() { Clock = clock });
        var code = await host.MintAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => host.SignUpAsync(code));

        Assert.Single(host.Http.Logs.With(5001));
        Assert.Empty(await host.UsersAsync());
    }

    [Theory]
    [InlineData(nameof(ICodeSeatStore.ReserveAsync), 503)]
    [InlineData(nameof(ICodeSeatStore.CommitAsync), 500)]
    [InlineData(nameof(ICodeSeatStore.ReleaseAsync), 409)]
    public async Task A_store_that_fails_takes_no_use(string verb, int status)
    {
        FailingSeats? seats = null;
        var fails = true;
        await using var host = await SignUpHost.StartAsync(
            StoreKind.Memory,
            (SignUpInput input, HttpContext http) =>
                fails && verb == nameof(ICodeSeatStore.ReleaseAsync) ? Results.Conflict() : SignUpHost.MakeAccount(input, http),
            new() { Around = stores => stores with { Seats = seats = new(stores.Seats) } });
        var code = await host.MintAsync();
        seats!.Failing.Add(verb);

        var answer = await host.SignUpAsync(code);

        Assert.Equal(status, answer.Status);
        if (status == 503) Assert.Equal(("ServiceUnavailable", "1"), (answer.Error, answer.Headers["Retry-After"]));
        Assert.Empty(await host.UsersAsync());
        seats.Failing.Clear();
        fails = false;
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        (await host.SignUpAsync(code)).ShouldBeOk();
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_asked_again_and_takes_one_use()
    {
        FailingSeats? seats = null;
        await using var host = await SignUpHost.StartAsync(
            StoreKind.Memory,
            SignUpHost.MakeAccount,
            new() { Around = stores => stores with { Seats = seats = new(stores.Seats) } });
        var code = await host.MintAsync();
        seats!.LostAnswers = 2;

        (await host.SignUpAsync(code)).ShouldBeOk();

        Assert.Single(await host.UsersAsync());
        Assert.Equal(-1, seats.LostAnswers);
    }

    [Fact]
    public async Task The_code_can_be_read_off_any_input()
    {
        await using var host = await AccountHost.StartAsync(StoreKind.Memory, new()
        {
            Map = app => app.MapPost("/sign-up", (HttpContext http, Dictionary<string, string> input) =>
            {
                http.SetInvitedAccount(Did.Parse(input["account"]));
                return "made";
            }).RequireInviteCode<Dictionary<string, string>>(input => input.GetValueOrDefault("inviteCode")),
        });
        var code = await host.MintAsync();

        Assert.Equal("made", (await host.SignUpAsync(code)).ShouldBeOk().Body);

        Assert.Equal([HttpHost.Bob], await host.UsersAsync());
    }

    [Fact]
    public async Task A_request_that_cannot_be_bound_takes_no_seat()
    {
        await using var host = await AccountHost.StartAsync(StoreKind.Memory, new()
        {
            Map = app => app.MapPost(
                "/sign-up", (SignUpInput input, int age, HttpContext http) => SignUpHost.MakeAccount(input, http))
                .RequireInviteCode(),
        });
        var code = await host.MintAsync();

        Assert.Equal(400, (await host.SignUpAsync(code)).Status);

        Assert.Equal(CodeStatus.Granted, await host.UseAsync(code, HttpHost.Carol));
    }

    [Theory, InlineData(401), InlineData(404), InlineData(500)]
    public async Task A_status_that_was_set_before_opens_no_way_around_the_code(int status)
    {
        await using var host = await SignUpHost.StartAsync(StoreKind.Memory, SignUpHost.MakeAccount);
        var http = new DefaultHttpContext { RequestServices = host.Http.Services, Response = { StatusCode = status } };
        var calls = 0;

        // As an endpoint of the request delegate generator goes on, which stops at 400 only.
        var result = await host.Http.Services.GetRequiredService<InviteCodeGate>().InvokeAsync(
            EndpointFilterInvocationContext.Create(http), AccountHost.Prefix + "aaaaa-aaaaa", _ => new(calls++));

        Assert.Equal((0, 400), (calls, Assert.IsAssignableFrom<IStatusCodeHttpResult>(result).StatusCode));
    }

    [Theory, OnBothStores]
    public async Task An_account_without_a_DID_is_a_fault_of_the_host_and_gives_the_use_back(StoreKind kind)
    {
        Func<HttpContext, Task> name = http => http.GetInviteSeat().CommitAsync(default, http.RequestAborted).AsTask();
        await using var host = await SignUpHost.StartAsync(kind, async (SignUpInput input, HttpContext http) =>
        {
            await name(http);
            return Results.Ok();
        });
        var code = await host.MintAsync();

        Assert.Equal(500, (await host.SignUpAsync(code)).Status);
        name = http => Task.Run(() => http.SetInvitedAccount(default));
        Assert.Equal(500, (await host.SignUpAsync(code)).Status);

        Assert.Contains("its DID is empty", host.Http.Logs.Text);
        Assert.Empty(await host.UsersAsync());
        var reserver = host.Http.Services.GetRequiredService<CodeReserver>();
        await Assert.ThrowsAsync<ArgumentException>(
            () => reserver.RedeemAsync(code, default, TestContext.Current.CancellationToken).AsTask());
        Assert.Equal(CodeStatus.Granted, await host.UseAsync(code, HttpHost.Carol));
    }

    private static async Task EndAsync(RequestDelegate next, HttpContext http, TaskCompletionSource ended)
    {
        try
        {
            await next(http);
        }
        finally
        {
            if (http.Request.Path == "/sign-up") ended.TrySetResult();
        }
    }
}
