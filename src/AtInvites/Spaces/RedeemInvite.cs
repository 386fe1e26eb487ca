using AtInvites.Syntax;
using AtInvites.Xrpc;

namespace AtInvites.Spaces;

/// <summary><c>rsvp.atmo.space.invite.redeem</c>: whoever holds the token becomes a member. Answers the invite's perms; a member
/// with a larger grant keeps it. A token that cannot be used is a wrong guess.</summary>
internal sealed class RedeemInvite(SpaceRedemption redemption, GuessBudget guesses) : XrpcMethod
{
    public override Nsid Id => SpaceMethodIds.RedeemInvite;

    public override async ValueTask<XrpcAnswer> InvokeAsync(XrpcCall call, CancellationToken cancellationToken)
    {
        if (guesses.Refusal(call.Address, call.Caller) is { } refused) return refused;
        var outcome = await redemption.RedeemAsync(call.Input.GetString("token")!, call.Caller, cancellationToken);
        return outcome.IsAdmitted
            ? XrpcAnswer.Ok(new(outcome.Space.Value, outcome.Perms.ToWire()), SpaceJson.Wire.RedeemedInvite)
            : await guesses.ChargeAsync(call.Address, call.Caller) ?? SpaceErrors.InvalidInvite;
    }
}
