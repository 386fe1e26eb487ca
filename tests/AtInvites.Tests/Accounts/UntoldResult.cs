using Microsoft.AspNetCore.Http;

namespace AtInvites.Tests.Accounts;

/// <summary>A result of a host's own, which does not tell its status before it is written.</summary>
internal sealed class UntoldResult(int status) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
