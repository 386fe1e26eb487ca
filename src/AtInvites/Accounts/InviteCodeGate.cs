using System.Data.Common;
using System.Security.Cryptography;
using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Xrpc;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AtInvites.Accounts;

/// <summary>Holds an invite code around a sign-up: reserved before the handler, committed before its success is answered,
/// released otherwise.</summary>
internal sealed partial class InviteCodeGate(
    CodeReserver reserver, GuessBudget guesses, AccountOptions options, RandomNumberGenerator random,
    ILogger<InviteCodeGate> logger)
{
    private const int HolderBytes = 16;
    private const int Attempts = 3;

    public async ValueTask<object?> InvokeAsync(
        EndpointFilterInvocationContext context, string? code, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        // Binding failed: filters run, the handler will not. After any other status a generated endpoint runs it.
        if (http.Response.StatusCode == StatusCodes.Status400BadRequest) return await next(context);

        var (seat, refused) = await ReserveAsync(code, http);
        if (refused is not null) return new XrpcErrorResult(refused);
        await using (seat!)
        {
            var signUp = new InvitedSignUp(seat!);
            http.Features.Set(signUp);
            var result = await next(context);
            return SignUpResult.IsSuccess(result, http.Response) switch
            {
                false => result,
                var isSure => await SettleAsync(signUp, isSure == true, http.Response) ? result : Refuse(http.Response),
            };
        }
    }

    /// <summary>A seat that is held, or what to answer.</summary>
    private async ValueTask<(InviteSeat? Seat, XrpcError? Refused)> ReserveAsync(string? code, HttpContext http)
    {
        // Who gives no code guesses none.
        if (string.IsNullOrEmpty(code)) return (null, AccountErrors.InvalidInviteCode);
        var address = http.Connection.RemoteIpAddress;
        if (guesses.Refusal(address, caller: null) is { } exceeded) return (null, exceeded);
        // Random for each request: two sign-ups never share a seat.
        var holder = new byte[HolderBytes];
        random.GetBytes(holder);
        try
        {
            var seat = await reserver.ReserveAsync(
                code, Convert.ToHexStringLower(holder), options.Lease, http.RequestAborted);
            return seat.IsHeld
                ? (seat, null)
                : (null, await guesses.ChargeAsync(address, caller: null) ?? AccountErrors.InvalidInviteCode);
        }
        catch (Exception fault) when (fault is DbException or TimeoutException or IOException)
        {
            LogUnavailable(fault);
            return (null, XrpcError.Unavailable());
        }
    }

    /// <summary>Takes the use for the account that was made; false when the seat is gone.</summary>
    private async ValueTask<bool> SettleAsync(InvitedSignUp signUp, bool isSure, HttpResponse response)
    {
        var seat = signUp.Seat;
        if (seat.CommittedFor is not null) return true;
        if (signUp.Account is not { } account)
        {
            // A result that does not tell its status may be a refusal of the host's.
            if (!isSure) return true;
            throw new InvalidOperationException(
                "AtInvites: a sign-up answered 2xx and named no account; call HttpContext.SetInvitedAccount(did) with the one it "
                + "made, or commit HttpContext.GetInviteSeat().");
        }

        // The account is there, whether or not its maker still listens.
        if (await CommitAsync(seat, account) != CommitStatus.NoSeat) return true;
        LogTooLate();
        if (response.HasStarted)
            throw new InvalidOperationException(
                "AtInvites: the answer to a sign-up was on its way before its invite code could be taken; "
                + "return the answer instead of writing it.");
        return false;
    }

    /// <summary>A commit without an answer may have been done; the same again never takes a second use.</summary>
    private static async ValueTask<CommitStatus> CommitAsync(InviteSeat seat, Did account)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await seat.CommitAsync(account, CancellationToken.None);
            }
            catch (Exception fault) when (attempt < Attempts && fault is (DbException or TimeoutException or IOException))
            {
            }
        }
    }

    private static XrpcErrorResult Refuse(HttpResponse response)
    {
        response.Clear();
        return new(AccountErrors.InvalidInviteCode);
    }

    [LoggerMessage(5001, LogLevel.Error,
        "AtInvites: a sign-up took longer than Accounts:Lease, so its account was made without an invite code. "
        + "Commit HttpContext.GetInviteSeat() before the account is made for good, or lengthen the lease.")]
    private partial void LogTooLate();

    [LoggerMessage(5002, LogLevel.Error, "AtInvites: a sign-up was answered 503: the store failed.")]
    private partial void LogUnavailable(Exception fault);
}
