using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using AtInvites.Lexicons;
using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>A record of <c>blue.registry.inviteResponse</c>, in the invitee's repository.</summary>
public sealed record RegistryResponse : IRecordModel<RegistryResponse>
{
    internal const string Yes = "accepted";
    internal const string No = "declined";

    /// <inheritdoc/>
    public static Nsid Collection => RecordIds.RegistryResponse;

    /// <summary>The invite that it answers.</summary>
    public required AtUri Invite { get; init; }

    /// <summary>Yes or no; anything else is an <see cref="ArgumentOutOfRangeException"/>.</summary>
    public required AnswerKind Status
    {
        get;
        init => field = value is AnswerKind.Accepted or AnswerKind.Declined
            ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A response accepts or declines.");
    }

    /// <summary>When it was made.</summary>
    public required AtDatetime CreatedAt { get; init; }

    /// <summary>As the interface says; a word that is neither <c>accepted</c> nor <c>declined</c>, which the lexicon lets
    /// through, is a fault.</summary>
    public static bool TryRead(LexiconObject record, [NotNullWhen(true)] out RegistryResponse? model, out LexiconFault fault)
    {
        var status = record.GetString("status") switch
        {
            Yes => AnswerKind.Accepted,
            No => AnswerKind.Declined,
            _ => AnswerKind.None,
        };
        fault = status == AnswerKind.None ? new("Record/status", $"must be {Yes} or {No}") : default;
        model = status == AnswerKind.None ? null : new()
        {
            Invite = AtUri.Parse(record.GetString("invite")!),
            Status = status,
            CreatedAt = AtDatetime.Parse(record.GetString("createdAt")!),
        };
        return model is not null;
    }

    /// <inheritdoc/>
    public void Write(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteString("invite", Invite.Value);
        writer.WriteString("status", Status == AnswerKind.Accepted ? Yes : No);
        writer.WriteString("createdAt", CreatedAt.Value);
    }
}
