namespace PdsHost.Methods;

/// <summary><c>com.atproto.server.describeServer</c>.</summary>
internal static class DescribeServer
{
    public static IResult Handle(PdsOptions pds) => Results.Json(
        new { did = pds.Did, availableUserDomains = new[] { CreateAccount.Domain }, inviteCodeRequired = true });
}
