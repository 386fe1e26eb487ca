using System.Text.Json.Nodes;
using AtInvites.Records;
using AtInvites.Syntax;

namespace AtInvites.Tests.Records;

/// <summary>The words of a family, so that one test speaks for several.</summary>
internal sealed record Dialect
{
    public const string ChiveName = "chive";
    public const string RegistryName = "registry";

    /// <summary>When every record of a test claims to be made unless it says otherwise.</summary>
    public const string Made = "2027-01-15T08:00:00.000Z";

    public required RecordFamily Family { get; init; }

    public required Func<AtUri, Did, JsonObject> Invite { get; init; }

    public required Func<StrongRef, AtUri, JsonObject> Yes { get; init; }

    /// <summary>Whether an answer is to one version of the invite alone.</summary>
    public required bool PinsVersion { get; init; }

    public static Cid SomeCid { get; } = Cid.Parse("bafyreigpyurggxtewq7sj7z74lftgsdr6n35tem4ow6gttb5d72nfoskl4");

    public static Dialect Of(string name) => name == ChiveName ? Chive : Registry;

    private static Dialect Chive { get; } = new()
    {
        Family = RecordFamily.Chive,
        PinsVersion = true,
        Invite = (subject, invitee) => new()
        {
            ["$type"] = CollaborationInvite.Collection.Value,
            ["subject"] = Ref(subject, SomeCid),
            ["invitee"] = invitee.Value,
            ["role"] = "viewer",
            ["message"] = "join us",
            ["createdAt"] = Made,
        },
        Yes = (invite, subject) => new()
        {
            ["$type"] = CollaborationAcceptance.Collection.Value,
            ["invite"] = Ref(invite.Uri, invite.Cid),
            ["subject"] = Ref(subject, SomeCid),
            ["createdAt"] = Made,
        },
    };

    private static Dialect Registry { get; } = new()
    {
        Family = RecordFamily.Registry,
        PinsVersion = false,
        Invite = (subject, invitee) => new()
        {
            ["$type"] = RegistryInvite.Collection.Value,
            ["list"] = subject.Value,
            ["collaborator"] = invitee.Value,
            ["createdAt"] = Made,
            ["expiresAt"] = "2027-01-18T08:00:00.000Z",
        },
        Yes = (invite, _) => Response(invite.Uri, "accepted"),
    };

    public static JsonObject Response(AtUri invite, string status) => new()
    {
        ["$type"] = RegistryResponse.Collection.Value,
        ["invite"] = invite.Value,
        ["status"] = status,
        ["createdAt"] = Made,
    };

    private static JsonObject Ref(AtUri uri, Cid cid) => new() { ["uri"] = uri.Value, ["cid"] = cid.Value };
}
