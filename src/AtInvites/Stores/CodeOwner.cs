using AtInvites.Syntax;

namespace AtInvites.Stores;

/// <summary>Who holds or made an account code: an account, or the service's administration, written <c>admin</c> on the wire
/// (<c>com.atproto.server.defs#inviteCode</c>). The default value is the administration.</summary>
public readonly record struct CodeOwner
{
    private const string AdminText = "admin";

    private CodeOwner(Did account) => Account = account;

    /// <summary>The administration.</summary>
    public static CodeOwner Admin => default;

    /// <summary>The account; null for the administration.</summary>
    public Did? Account { get; }

    /// <summary>The DID, or <c>admin</c>.</summary>
    public string Value => Account?.Value ?? AdminText;

    /// <summary>The account as an owner.</summary>
    public static CodeOwner Of(Did account) => new(account);

    /// <summary>Reads a DID or <c>admin</c>, case included; anything else is refused.</summary>
    public static bool TryParse(string? text, out CodeOwner owner)
    {
        owner = Did.TryParse(text, out var did) ? new(did) : default;
        return owner.Account is not null || text == AdminText;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
