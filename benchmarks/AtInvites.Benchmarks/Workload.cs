using System.Security.Cryptography;
using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Benchmarks;

/// <summary>The engine over one store, with a hash key, as a host composes it.</summary>
internal sealed class Workload
{
    public static readonly Did Owner = Did.Parse("did:plc:ewvi7nxzyoun6zhxrhs64oiz");
    public static readonly AtUri Space = AtUri.Parse("at://did:plc:ewvi7nxzyoun6zhxrhs64oiz/com.example.space/3lbenchmark2c");

    public Workload(StoreSet stores)
    {
        Stores = stores;
        Keys = new(new() { HashKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), AcceptUnkeyed = false });
        Mint = new(Keys, RandomNumberGenerator.Create());
        var telemetry = new InviteTelemetry(new MeterSource());
        Issuer = new(stores.Invites, Mint, new(), TimeProvider.System, telemetry);
        Redeemer = new(stores.Redemptions, Keys, TimeProvider.System, telemetry, new());
    }

    public StoreSet Stores { get; }

    public TokenKeyRing Keys { get; }

    public TokenMint Mint { get; }

    public InviteIssuer Issuer { get; }

    public InviteRedeemer Redeemer { get; }

    /// <summary>A valid DID for each number.</summary>
    public static Did Account(int number) => Did.Parse($"did:plc:{number:d24}");

    public async Task<string[]> MintAsync(int invites, long? maxUses)
    {
        var tokens = new string[invites];
        var expiresAt = TimeProvider.System.GetUtcNow().AddDays(30).ToUnixTimeMilliseconds();
        for (var i = 0; i < invites; i++)
        {
            var outcome = await Issuer.IssueAsync(
                new() { Space = Space, Perms = Perms.Write, CreatedBy = Owner, MaxUses = maxUses, ExpiresAt = expiresAt },
                default);
            tokens[i] = outcome.Secret.Reveal();
        }

        return tokens;
    }
}
