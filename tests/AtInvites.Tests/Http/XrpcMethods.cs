using System.Text.Json.Nodes;
using AtInvites.Tests.Hosting;

namespace AtInvites.Tests.Http;

/// <summary>The methods of the family, and a good request for each procedure.</summary>
internal static class XrpcMethods
{
    public static readonly string[] Procedures =
        ["invite.create", "invite.redeem", "invite.revoke", "admin.createSpace", "admin.addMember", "admin.removeMember"];

    public static readonly string[] Queries = ["invite.list", "getSpace", "listSpaces", "listMembers"];

    public static TheoryData<string, bool> All
    {
        get
        {
            var all = new TheoryData<string, bool>();
            foreach (var method in Procedures) all.Add(method, false);
            foreach (var method in Queries) all.Add(method, true);
            return all;
        }
    }

    public static TheoryData<string> AllProcedures => [.. Procedures];

    public static JsonObject Request(string method, MintedInvite invite) => method switch
    {
        "invite.create" => new()
        {
            ["spaceUri"] = invite.Space, ["perms"] = "read", ["maxUses"] = 3, ["expiresAt"] = 253402300799999, ["note"] = "n",
        },
        "invite.redeem" => new() { ["token"] = invite.Token },
        "invite.revoke" => new() { ["spaceUri"] = invite.Space, ["tokenHash"] = invite.Hash },
        "admin.createSpace" => new()
        {
            ["type"] = "com.example.room", ["key"] = "k", ["memberListRef"] = invite.Space, ["appPolicyRef"] = invite.Space,
            ["appPolicy"] = new JsonObject { ["mode"] = "deny", ["apps"] = new JsonArray("a") },
        },
        "admin.addMember" => new() { ["spaceUri"] = invite.Space, ["did"] = HttpHost.Carol, ["perms"] = "read" },
        _ => new() { ["spaceUri"] = invite.Space, ["did"] = HttpHost.Bob },
    };
}
