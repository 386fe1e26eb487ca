using AtInvites.Hosting;
using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Tests.Documentation;

/// <summary>The README's code blocks stand in this folder and in samples/, and run.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public async Task A_host_with_spaces_and_a_scheme_of_its_own_runs_as_the_readme_says()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, CallerByHeader>("Cookies", null);
        builder.Services.AddAtInvites(options =>
            {
                options.ServiceDid = "did:web:party.example.com";
                options.Callers.Claim = "sub";
                options.Policy.MaxLifetime = TimeSpan.FromDays(30);
            })
            .UseInMemory()
            .AddCallerScheme("Cookies")
            .UseSpaceDirectory<PartyDirectory>()
            .AddAdmissionSink<PartyGuests>();

        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapAtInvites();
        await app.StartAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_engine_mints_and_redeems_without_http_as_the_readme_says()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddAtInvites(options => options.ServiceDid = "did:web:party.example.com")
            .UseInMemory()
            .AddServiceAuth();
        await using var app = builder.Build();
        var services = app.Services;
        var space = AtUri.Parse("at://did:plc:ewvi7nxzyoun6zhxrhs64oiz/com.example.party/3lparty22222a");
        var (alice, bob) = (Did.Parse("did:plc:ewvi7nxzyoun6zhxrhs64oiz"), Did.Parse("did:plc:z72i7hdynmk6r22z27h6tvur"));

        var issuer = services.GetRequiredService<InviteIssuer>();
        var minted = await issuer.IssueAsync(
            new() { Space = space, Perms = Perms.Write, CreatedBy = alice, MaxUses = 5 }, cancellationToken);
        var token = minted.Secret.Reveal(); // the only time it can be read

        var redeemer = services.GetRequiredService<InviteRedeemer>();
        var outcome = await redeemer.RedeemAsync(token, bob, cancellationToken);
        Console.WriteLine(outcome.IsAdmitted ? $"{bob} may {outcome.Perms} in {outcome.Space}" : $"{outcome.Status}");

        Assert.True(outcome.IsAdmitted);
    }
}
