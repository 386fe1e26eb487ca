using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AtInvites.Accounts;

/// <summary>What a handler's result says of its success, before it is written.</summary>
internal static class SignUpResult
{
    /// <summary>Whether the answer is 2xx; null for a result that does not tell.</summary>
    public static bool? IsSuccess(object? result, HttpResponse response) => result switch
    {
        INestedHttpResult nested => IsSuccess(nested.Result, response),
        IStatusCodeHttpResult told => Is2xx(told.StatusCode ?? response.StatusCode),
        // Written by the handler itself, or by nobody.
        EmptyHttpResult => Is2xx(response.StatusCode),
        RedirectHttpResult or RedirectToRouteHttpResult or ForbidHttpResult or ChallengeHttpResult => false,
        IResult => null,
        _ => Is2xx(response.StatusCode),
    };

    private static bool Is2xx(int status) => status is >= 200 and <= 299;
}
