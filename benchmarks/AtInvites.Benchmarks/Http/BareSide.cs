using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Benchmarks.Http;

/// <summary>A minimal-API endpoint that authenticates, reads and writes the same JSON, and does nothing in between.</summary>
internal class BareSide : HostSide
{
    private static readonly string[] Letters = ["A", "B", "C", "D"];

    public override void Add(IServiceCollection services, string folder) =>
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, BareJson.Default));

    public override void Map(WebApplication app, string folder) =>
        app.MapPost(ServedHost.RedeemPath, async Task<IResult> (RedeemInput input, HttpContext context) =>
        {
            var result = await context.AuthenticateAsync(CallerHandler.SchemeName);
            if (!result.Succeeded || result.Principal.FindFirst("sub")?.Value is not { } caller) return TypedResults.Unauthorized();
            var output = await RedeemAsync(input.Token, caller);
            return output is null ? TypedResults.BadRequest() : TypedResults.Ok(output);
        });

    public override Task<string[]> MintAsync(IServiceProvider services, int count)
    {
        var letter = Letters[count % Letters.Length];
        return Task.FromResult(Enumerable.Range(0, count).Select(n => $"{n:d42}{letter}").ToArray());
    }

    protected virtual ValueTask<RedeemOutput?> RedeemAsync(string token, string caller) =>
        new(new RedeemOutput("at://did:plc:ewvi7nxzyoun6zhxrhs64oiz/com.example.space/3lbenchmark2c", "write"));
}
