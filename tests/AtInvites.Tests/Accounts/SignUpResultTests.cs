using AtInvites.Hosting;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace AtInvites.Tests.Accounts;

public sealed class SignUpResultTests
{
    private static readonly Dictionary<string, (Delegate Handler, int Status)> Kept = new()
    {
        ["a value"] = ((SignUpInput input, HttpContext http) => Name(http, input), 200),
        ["text"] = ((SignUpInput input, HttpContext http) => Name(http, input).Account, 200),
        ["no value"] = ((SignUpInput input, HttpContext http) => { Name(http, input); }, 200),
        ["a task"] = ((SignUpInput input, HttpContext http) => Task.FromResult(Name(http, input)), 200),
        ["JSON without a status"] = ((SignUpInput input, HttpContext http) => Results.Json(Name(http, input)), 200),
        ["JSON with one"] = ((SignUpInput input, HttpContext http) => Results.Json(Name(http, input), statusCode: 201), 201),
        ["no content"] = ((SignUpInput input, HttpContext http) => Then(http, input, Results.NoContent()), 204),
        ["one of several"] = ((SignUpInput input, HttpContext http) =>
            (Results<Ok<string>, BadRequest<string>>)TypedResults.Ok(Name(http, input).Account), 200),
        ["written by itself"] = (async (SignUpInput input, HttpContext http) =>
        {
            http.Response.StatusCode = 202;
            await http.Response.WriteAsync(Name(http, input).Account, http.RequestAborted);
        }, 202),
        ["a result that does not tell"] = (
            (SignUpInput input, HttpContext http) => Then(http, input, new UntoldResult(200)), 200),
    };

    private static readonly Dictionary<string, (Delegate Handler, int Status)> Released = new()
    {
        ["a status"] = ((SignUpInput input, HttpContext http) => Then(http, input, Results.StatusCode(429)), 429),
        ["a problem"] = ((SignUpInput input, HttpContext http) => Then(http, input, Results.Problem("no")), 500),
        ["JSON with a status"] = ((SignUpInput input, HttpContext http) => Results.Json(Name(http, input), statusCode: 400), 400),
        ["one of several"] = ((SignUpInput input, HttpContext http) =>
            (Results<Ok<string>, BadRequest<string>>)TypedResults.BadRequest(Name(http, input).Account), 400),
        ["a redirection"] = ((SignUpInput input, HttpContext http) => Then(http, input, Results.Redirect("/welcome")), 302),
        ["written by itself"] = (async (SignUpInput input, HttpContext http) =>
        {
            http.Response.StatusCode = 422;
            await http.Response.WriteAsync(Name(http, input).Account, http.RequestAborted);
        }, 422),
        ["a value with a status"] = ((SignUpInput input, HttpContext http) =>
        {
            http.Response.StatusCode = 400;
            return Name(http, input);
        }, 400),
        ["a refusal that does not tell"] = ((SignUpInput input, HttpContext http) => (IResult)new UntoldResult(409), 409),
    };

    public static TheoryData<string> KeptKinds => [.. Kept.Keys];

    public static TheoryData<string> ReleasedKinds => [.. Released.Keys];

    [Theory, MemberData(nameof(KeptKinds))]
    public async Task A_success_takes_the_use(string result)
    {
        await using var host = await SignUpHost.StartAsync(StoreKind.Memory, Kept[result].Handler);
        var code = await host.MintAsync();

        Assert.Equal(Kept[result].Status, (await host.SignUpAsync(code)).Status);

        Assert.Equal([HttpHost.Bob], await host.UsersAsync());
    }

    [Theory, MemberData(nameof(ReleasedKinds))]
    public async Task Any_other_answer_gives_it_back(string result)
    {
        await using var host = await SignUpHost.StartAsync(StoreKind.Memory, Released[result].Handler, new()
        {
            Map = app => app.MapGet("/welcome", (HttpContext http) => Results.StatusCode(302)),
        });
        var code = await host.MintAsync();

        Assert.Equal(Released[result].Status, (await host.SignUpAsync(code)).Status);

        Assert.Empty(await host.UsersAsync());
        Assert.Equal(CodeStatus.Granted, await host.UseAsync(code, HttpHost.Carol));
    }

    [Fact]
    public async Task A_success_that_names_nobody_is_a_fault_of_the_host_and_gives_the_use_back()
    {
        await using var host = await SignUpHost.StartAsync(StoreKind.Memory, (SignUpInput input) => Results.Ok());
        var code = await host.MintAsync();

        Assert.Equal(500, (await host.SignUpAsync(code)).Status);

        Assert.Contains("call HttpContext.SetInvitedAccount(did)", host.Http.Logs.Text);
        Assert.Empty(await host.UsersAsync());
        Assert.Equal(CodeStatus.Granted, await host.UseAsync(code, HttpHost.Carol));
    }

    [Fact]
    public void An_endpoint_without_an_input_for_the_code_says_so() => Assert.Equal(
        "AtInvites: .RequireInviteCode() needs a parameter of the handler that is IInviteCodeInput; add it, or say where the "
            + "code is with .RequireInviteCode<YourInput>(input => input.Code).",
        Fault((string name) => name, invites => invites.AddAccountCodes<AccountBook>()));

    [Fact]
    public void A_host_without_account_codes_says_so() => Assert.Equal(
        "AtInvites: .RequireInviteCode() needs account codes; add .AddAccountCodes<YourAccountDirectory>().",
        Fault((SignUpInput input) => input, _ => { }));

    [Fact]
    public void A_code_that_is_asked_for_twice_says_so() => Assert.Equal(
        "AtInvites: .RequireInviteCode() is called twice for HTTP: POST /sign-up; leave one call.",
        Fault((SignUpInput input) => input, invites => invites.AddAccountCodes<AccountBook>(), endpoint =>
            endpoint.RequireInviteCode<SignUpInput>(input => input.InviteCode)));

    [Fact]
    public void A_request_behind_no_invite_code_has_no_seat()
    {
        var http = new DefaultHttpContext();

        Assert.Contains("add .RequireInviteCode()", Assert.Throws<InvalidOperationException>(() => http.GetInviteSeat()).Message);
        Assert.Throws<InvalidOperationException>(() => http.SetInvitedAccount(Did.Parse(HttpHost.Bob)));
    }

    private static string Fault(
        Delegate handler, Action<AtInvitesBuilder> add, Action<RouteHandlerBuilder>? more = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        add(builder.Services.AddAtInvites());
        IEndpointRouteBuilder app = builder.Build();
        var endpoint = app.MapPost("/sign-up", handler).RequireInviteCode();
        more?.Invoke(endpoint);
        return Assert.Throws<InvalidOperationException>(
            () => app.DataSources.SelectMany(source => source.Endpoints).ToList()).Message;
    }

    private static SignUpInput Name(HttpContext http, SignUpInput input)
    {
        http.SetInvitedAccount(Did.Parse(input.Account));
        return input;
    }

    private static IResult Then(HttpContext http, SignUpInput input, IResult result)
    {
        Name(http, input);
        return result;
    }
}
