using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using AtInvites.Lexicons;
using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>A record of <c>pub.chive.collaboration.invite</c>, in the repository of its subject's author.</summary>
public sealed record CollaborationInvite : IRecordModel<CollaborationInvite>
{
    /// <inheritdoc/>
    public static Nsid Collection => RecordIds.ChiveInvite;

    /// <summary>The record that is shared, one of the inviter's own.</summary>
    public required StrongRef Subject { get; init; }

    /// <summary>Who is invited.</summary>
    public required Did Invitee { get; init; }

    /// <summary>As what: the lexicon knows <c>collaborator</c>, <c>editor</c>, <c>viewer</c>, <c>co-author</c> and
    /// <c>reviewer</c>, and lets through any other. Null means collaborator.</summary>
    public string? Role { get; init; }

    /// <summary>Words for the invitee, public like the record: at most 200 graphemes and 500 bytes of UTF-8.</summary>
    public string? Message { get; init; }

    /// <summary>When it was made.</summary>
    public required AtDatetime CreatedAt { get; init; }

    /// <summary>From when on it cannot be accepted; null means never.</summary>
    public AtDatetime? ExpiresAt { get; init; }

    /// <inheritdoc/>
    public static bool TryRead(LexiconObject record, [NotNullWhen(true)] out CollaborationInvite? model, out LexiconFault fault)
    {
        fault = default;
        model = new()
        {
            Subject = StrongRef.Read(record, "subject"),
            Invitee = Did.Parse(record.GetString("invitee")!),
            Role = record.GetString("role"),
            Message = record.GetString("message"),
            CreatedAt = AtDatetime.Parse(record.GetString("createdAt")!),
            ExpiresAt = record.GetString("expiresAt") is { } end ? AtDatetime.Parse(end) : null,
        };
        return true;
    }

    /// <inheritdoc/>
    public void Write(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Subject.Write(writer, "subject");
        writer.WriteString("invitee", Invitee.Value);
        if (Role is not null) writer.WriteString("role", Role);
        if (Message is not null) writer.WriteString("message", Message);
        writer.WriteString("createdAt", CreatedAt.Value);
        if (ExpiresAt is { } end) writer.WriteString("expiresAt", end.Value);
    }
}
