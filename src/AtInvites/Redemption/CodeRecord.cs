using AtInvites.Stores;
using AtInvites.Tokens;

namespace AtInvites.Redemption;

/// <summary>An account code in clear text, on its way from one service to another.</summary>
public sealed record CodeRecord
{
    /// <summary>The text, 1 to <see cref="CodeFormat.MaxBytes"/> UTF-8 bytes.</summary>
    public required InviteSecret Code { get; init; }

    /// <inheritdoc cref="AccountCode.Available"/>
    public required long Available { get; init; }

    /// <inheritdoc cref="AccountCode.IsDisabled"/>
    public required bool IsDisabled { get; init; }

    /// <inheritdoc cref="AccountCode.Owner"/>
    public required CodeOwner Owner { get; init; }

    /// <inheritdoc cref="AccountCode.CreatedBy"/>
    public required CodeOwner CreatedBy { get; init; }

    /// <inheritdoc cref="AccountCode.CreatedAt"/>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc cref="AccountCode.Uses"/>
    public required IReadOnlyList<CodeUse> Uses { get; init; }
}
