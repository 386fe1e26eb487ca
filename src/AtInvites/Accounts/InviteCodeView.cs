using AtInvites.Redemption;
using AtInvites.Syntax;

namespace AtInvites.Accounts;

/// <summary><c>com.atproto.server.defs#inviteCode</c>, for hosts that serialise it in camel case. It carries the code in clear:
/// for its owner and the administration only.</summary>
public sealed record InviteCodeView
{
    /// <summary>The code; a mask where the key ring that sealed it is lost.</summary>
    public required string Code { get; init; }

    /// <summary>Uses allowed in all, never what is left of them.</summary>
    public required long Available { get; init; }

    /// <summary>Whether it was disabled, for good.</summary>
    public required bool Disabled { get; init; }

    /// <summary>Who holds it: a DID, or <c>admin</c>.</summary>
    public required string ForAccount { get; init; }

    /// <summary>Who made it: the DID of an account that earned it, or <c>admin</c>.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it was made, as a lexicon writes it, to the millisecond in UTC.</summary>
    public required string CreatedAt { get; init; }

    /// <summary>Its uses, newest first.</summary>
    public required IReadOnlyList<InviteCodeUseView> Uses { get; init; }

    /// <summary>The view of a code that a lister or a lineage opened.</summary>
    public static InviteCodeView Of(OpenedCode code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var row = code.Row;
        return new()
        {
            Code = code.Code.Reveal(),
            Available = row.Available,
            Disabled = row.IsDisabled,
            ForAccount = row.Owner.Value,
            CreatedBy = row.CreatedBy.Value,
            CreatedAt = AtDatetime.From(row.CreatedAt).Value,
            Uses = [.. row.Uses.Select(InviteCodeUseView.Of)],
        };
    }

    /// <summary>Who holds it and when it was made; never the code, which a log could keep.</summary>
    public override string ToString() => $"invite code of {ForAccount}, {CreatedAt}";
}
