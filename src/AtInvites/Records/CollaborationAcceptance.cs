using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using AtInvites.Lexicons;
using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>A record of <c>pub.chive.collaboration.inviteAcceptance</c>, in the invitee's repository. It accepts one version of
/// an invite and no other; deleting it ends the collaboration.</summary>
public sealed record CollaborationAcceptance : IRecordModel<CollaborationAcceptance>
{
    /// <inheritdoc/>
    public static Nsid Collection => RecordIds.ChiveAcceptance;

    /// <summary>The invite as the invitee saw it.</summary>
    public required StrongRef Invite { get; init; }

    /// <summary>The invite's subject, as it stands there.</summary>
    public required StrongRef Subject { get; init; }

    /// <summary>When it was made.</summary>
    public required AtDatetime CreatedAt { get; init; }

    /// <inheritdoc/>
    public static bool TryRead(
        LexiconObject record, [NotNullWhen(true)] out CollaborationAcceptance? model, out LexiconFault fault)
    {
        fault = default;
        model = new()
        {
            Invite = StrongRef.Read(record, "invite"),
            Subject = StrongRef.Read(record, "subject"),
            CreatedAt = AtDatetime.Parse(record.GetString("createdAt")!),
        };
        return true;
    }

    /// <inheritdoc/>
    public void Write(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Invite.Write(writer, "invite");
        Subject.Write(writer, "subject");
        writer.WriteString("createdAt", CreatedAt.Value);
    }
}
