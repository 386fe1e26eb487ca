using AtInvites.Authentication;
using AtInvites.Records;
using AtInvites.Redemption;
using AtInvites.Spaces;
using AtInvites.Tokens;
using AtInvites.Xrpc;

namespace AtInvites.Hosting;

/// <summary>Every setting of the library, by layer. All of it is checked when the host starts.</summary>
public sealed class AtInvitesOptions
{
    /// <summary>The DID of this service: what tokens are addressed to (<c>aud</c>)
    /// and what views of a space name. Required.</summary>
    public string ServiceDid { get; set; } = "";

    /// <summary>How tokens are hashed.</summary>
    public TokenOptions Tokens { get; } = new();

    /// <summary>Caps on uses and lifetime.</summary>
    public InvitePolicy Policy { get; } = new();

    /// <summary>When ended invites are deleted.</summary>
    public SweepOptions Sweep { get; } = new();

    /// <summary>Bounds of requests.</summary>
    public XrpcOptions Xrpc { get; } = new();

    /// <summary>Budget of wrong tokens and codes.</summary>
    public GuessOptions Guesses { get; } = new();

    /// <summary>The library's own spaces.</summary>
    public SpaceOptions Spaces { get; } = new();

    /// <summary>Account invite codes, where <see cref="AtInvitesBuilder.AddAccountCodes{TDirectory}"/> was called.</summary>
    public AccountOptions Accounts { get; } = new();

    /// <summary>Record invites, where <see cref="AtInvitesBuilder.AddRecordInvites"/> or a source of events turns them
    /// on.</summary>
    public RecordOptions Records { get; } = new();

    /// <summary>How a caller is known.</summary>
    public CallerOptions Callers { get; } = new();

    /// <summary>How the administration is known.</summary>
    public AdminOptions Admin { get; } = new();

    /// <summary>When health checks complain, where the host added them.</summary>
    public HealthOptions Health { get; } = new();
}
