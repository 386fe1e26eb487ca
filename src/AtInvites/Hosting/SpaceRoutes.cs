using AtInvites.Spaces;

namespace AtInvites.Hosting;

/// <summary>The methods of the space family, each listed once: what is registered and what is mapped.</summary>
internal static class SpaceRoutes
{
    /// <summary>For every host.</summary>
    public static MethodRoute[] Invites { get; } =
    [
        MethodRoute.To<CreateInvite>(SpaceMethodIds.CreateInvite),
        MethodRoute.To<RedeemInvite>(SpaceMethodIds.RedeemInvite),
        MethodRoute.To<ListInvites>(SpaceMethodIds.ListInvites),
        MethodRoute.To<RevokeInvite>(SpaceMethodIds.RevokeInvite),
    ];

    /// <summary>For a host without spaces of its own.</summary>
    public static MethodRoute[] OwnSpaces { get; } =
    [
        MethodRoute.To<CreateSpace>(SpaceMethodIds.CreateSpace),
        MethodRoute.To<AddMember>(SpaceMethodIds.AddMember),
        MethodRoute.To<RemoveMember>(SpaceMethodIds.RemoveMember),
        MethodRoute.To<GetSpace>(SpaceMethodIds.GetSpace),
        MethodRoute.To<ListSpaces>(SpaceMethodIds.ListSpaces),
        MethodRoute.To<ListMembers>(SpaceMethodIds.ListMembers),
    ];
}
