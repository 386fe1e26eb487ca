using AtInvites.Xrpc;

namespace AtInvites.Spaces;

/// <summary>Refusals of the family. The one for an unusable token says the same for every reason.</summary>
internal static class SpaceErrors
{
    public static readonly XrpcError InvalidInvite = new(400, "InvalidInvite", "This invite cannot be used");
    public static readonly XrpcError UnknownSpace = XrpcError.NotFound("There is no such space");
    public static readonly XrpcError UnknownInvite = XrpcError.NotFound("The space has no such invite");
    public static readonly XrpcError UnknownMember = XrpcError.NotFound("The account is not a member of the space");
    public static readonly XrpcError NotOwner = XrpcError.Forbidden("Only the owner of the space may do this");
    public static readonly XrpcError NotMember = XrpcError.Forbidden("Only members of the space may do this");
    public static readonly XrpcError OwnerStays = XrpcError.InvalidRequest("The owner of a space cannot be removed");
    public static readonly XrpcError SpaceExists = new(409, "AlreadyExists", "There is or was a space of this type and key");
    public static readonly XrpcError BadCursor = XrpcError.InvalidRequest("cursor is not one that this method gave out");
    public static readonly XrpcError BadPerms = XrpcError.InvalidRequest("perms must be read or write");
}
