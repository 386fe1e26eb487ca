using System.Text;
using AtInvites.Stores;
using AtInvites.Tokens;

namespace AtInvites.Redemption;

/// <summary>Mints invites.</summary>
public sealed class InviteIssuer(
    IInviteStore store, TokenMint mint, InvitePolicy policy, TimeProvider time, InviteTelemetry telemetry)
{
    private static readonly long LastInstant = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>Checks the request, makes a token and stores the invite by its hash. Nothing is stored when the outcome is a
    /// refusal.</summary>
    public async ValueTask<IssueOutcome> IssueAsync(InviteRequest request, CancellationToken cancellationToken)
    {
        using var activity = telemetry.Start("invite.mint");
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (Fault(request, now) is { } fault) return IssueOutcome.Refused(IssueFault.Invalid, fault);

        var invite = new Invite
        {
            Token = mint.Create(out var secret),
            KeyId = mint.KeyId,
            Space = request.Space,
            Perms = request.Perms,
            CreatedBy = request.CreatedBy,
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(now),
            ExpiresAt = request.ExpiresAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
            MaxUses = request.MaxUses,
            Note = request.Note,
        };
        return await store.AddAsync(invite, cancellationToken).ConfigureAwait(false) switch
        {
            AddStatus.Added => Issued(invite, secret),
            AddStatus.SpaceDeleted => IssueOutcome.Refused(IssueFault.SpaceDeleted, "The space was deleted."),
            _ => throw new InvalidOperationException("AtInvites: 256 random bits came twice; the random generator is broken."),
        };
    }

    private IssueOutcome Issued(Invite invite, InviteSecret secret)
    {
        telemetry.Minted();
        return IssueOutcome.Issued(invite, secret);
    }

    private string? Fault(InviteRequest request, long now)
    {
        if (!Enum.IsDefined(request.Perms)) return "perms must be read or write.";
        if (request.MaxUses is < 1 or > Invite.MaxMaxUses) return "maxUses must be 1 to 2^53 − 1.";
        if (request.ExpiresAt <= now) return "expiresAt must be in the future, in Unix milliseconds.";
        if (request.ExpiresAt > LastInstant) return "expiresAt must be before the year 10000, in Unix milliseconds.";
        if (request.Note is { } note && Encoding.UTF8.GetByteCount(note) > InviteRequest.MaxNoteBytes)
            return "note must not be longer than 500 UTF-8 bytes.";
        if (policy.MaxUses is { } uses && !(request.MaxUses <= uses))
            return $"maxUses must be set, to {uses} at most, on this service.";
        return policy.MaxLifetime is { } life && !(request.ExpiresAt - now <= (long)life.TotalMilliseconds)
            ? $"expiresAt must be set, at most {life} from now, on this service."
            : null;
    }
}
