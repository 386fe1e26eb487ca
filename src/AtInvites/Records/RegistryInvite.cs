using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using AtInvites.Lexicons;
using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>A record of <c>blue.registry.invite</c>, in the repository of the list's author.</summary>
public sealed record RegistryInvite : IRecordModel<RegistryInvite>
{
    private readonly AtDatetime _createdAt;
    private readonly AtDatetime _expiresAt;

    /// <inheritdoc/>
    public static Nsid Collection => RecordIds.RegistryInvite;

    /// <summary>The list that is shared, one of the inviter's own.</summary>
    public required AtUri List { get; init; }

    /// <summary>Who is invited.</summary>
    public required Did Collaborator { get; init; }

    /// <summary>When it was made.</summary>
    public required AtDatetime CreatedAt
    {
        get => _createdAt;
        init
        {
            _createdAt = value;
            if (_expiresAt == default) _expiresAt = After(value);
        }
    }

    /// <summary>From when on it cannot be accepted; 72 hours after <see cref="CreatedAt"/> unless set. A copy keeps what the
    /// original had.</summary>
    public AtDatetime ExpiresAt
    {
        get => _expiresAt;
        init => _expiresAt = value;
    }

    /// <summary>When it was last sent again; null means never. A change needs no new answer.</summary>
    public AtDatetime? ResentAt { get; init; }

    /// <inheritdoc/>
    public static bool TryRead(LexiconObject record, [NotNullWhen(true)] out RegistryInvite? model, out LexiconFault fault)
    {
        fault = default;
        model = new()
        {
            List = AtUri.Parse(record.GetString("list")!),
            Collaborator = Did.Parse(record.GetString("collaborator")!),
            CreatedAt = AtDatetime.Parse(record.GetString("createdAt")!),
            ExpiresAt = AtDatetime.Parse(record.GetString("expiresAt")!),
            ResentAt = record.GetString("resentAt") is { } resent ? AtDatetime.Parse(resent) : null,
        };
        return true;
    }

    /// <inheritdoc/>
    public void Write(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteString("list", List.Value);
        writer.WriteString("collaborator", Collaborator.Value);
        writer.WriteString("createdAt", CreatedAt.Value);
        writer.WriteString("expiresAt", ExpiresAt.Value);
        if (ResentAt is { } resent) writer.WriteString("resentAt", resent.Value);
    }

    private static AtDatetime After(AtDatetime created) =>
        AtDatetime.From(RecordFamily.Registry.Invite.ExpiryFrom(created.ToDateTimeOffset())!.Value);
}
