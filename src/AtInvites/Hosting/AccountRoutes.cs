using AtInvites.Accounts;

namespace AtInvites.Hosting;

/// <summary>The methods of account invite codes, each listed once: what is registered and what is mapped.</summary>
internal static class AccountRoutes
{
    public static MethodRoute[] All { get; } =
    [
        MethodRoute.To<CreateInviteCode>(AccountMethodIds.CreateInviteCode),
        MethodRoute.To<CreateInviteCodes>(AccountMethodIds.CreateInviteCodes),
        MethodRoute.To<GetAccountInviteCodes>(AccountMethodIds.GetAccountInviteCodes),
        MethodRoute.To<GetInviteCodes>(AccountMethodIds.GetInviteCodes),
        MethodRoute.To<DisableInviteCodes>(AccountMethodIds.DisableInviteCodes),
        MethodRoute.To<DisableAccountInvites>(AccountMethodIds.DisableAccountInvites),
        MethodRoute.To<EnableAccountInvites>(AccountMethodIds.EnableAccountInvites),
    ];
}
