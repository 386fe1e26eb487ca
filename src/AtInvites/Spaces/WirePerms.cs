using AtInvites.Stores;

namespace AtInvites.Spaces;

/// <summary>Perms as the lexicons write them. Their set is open there and closed here: a grant that nobody knows cannot be
/// kept.</summary>
internal static class WirePerms
{
    public static bool TryParse(string? text, out Perms perms)
    {
        perms = text switch
        {
            "read" => Perms.Read,
            "write" => Perms.Write,
            _ => default,
        };
        return perms != default;
    }

    public static string ToWire(this Perms perms) => perms == Perms.Read ? "read" : "write";
}
