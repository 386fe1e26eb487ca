using AtInvites.Redemption;
using AtInvites.Syntax;

namespace AtInvites.Accounts;

/// <summary>What a request that signs up has: the seat, and the account once the handler made it.</summary>
internal sealed class InvitedSignUp(InviteSeat seat)
{
    public InviteSeat Seat => seat;

    public Did? Account { get; set; }
}
