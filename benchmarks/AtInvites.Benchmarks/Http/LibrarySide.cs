using AtInvites.Authentication;
using AtInvites.Hosting;
using AtInvites.Redemption;
using AtInvites.Stores.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Benchmarks.Http;

/// <summary>The library, in memory unless the side is named after SQLite, with the host's scheme or with service auth.</summary>
internal sealed class LibrarySide(string name) : HostSide
{
    public const string ServiceDid = "did:web:invites.example.com";

    private const string Key = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private const int ManyTokens = 100_000_000;

    public override void Add(IServiceCollection services, string folder)
    {
        var invites = services.AddAtInvites(options =>
        {
            options.ServiceDid = ServiceDid;
            options.Tokens.HashKey = Key;
        });
        if (name == Sqlite) invites.UseSqlite($"Data Source={Path.Combine(folder, "invites.db")}");
        else invites.UseInMemory();
        if (name is not (KnownKey or KeyPerCall))
        {
            invites.AddCallerScheme(CallerHandler.SchemeName);
            return;
        }

        services.AddSingleton<IDidResolver>(new KnownIssuers(folder));
        if (name == KeyPerCall) services.AddSingleton<ISignatureKeyFactory, PerCallKeyFactory>();
        invites.AddServiceAuth(auth => (auth.ReplayCacheSize, auth.ReplayCacheShare) = (ManyTokens, ManyTokens));
    }

    public override void Map(WebApplication app, string folder) => app.MapAtInvites();

    public override async Task<string[]> MintAsync(IServiceProvider services, int count)
    {
        var request = new InviteRequest
        {
            Space = Workload.Space,
            Perms = Stores.Perms.Write,
            CreatedBy = Workload.Owner,
            MaxUses = 1,
            ExpiresAt = TimeProvider.System.GetUtcNow().AddDays(1).ToUnixTimeMilliseconds(),
        };
        var issuer = services.GetRequiredService<InviteIssuer>();
        var tokens = new string[count];
        for (var n = 0; n < count; n++) tokens[n] = (await issuer.IssueAsync(request, default)).Secret.Reveal();
        return tokens;
    }
}
