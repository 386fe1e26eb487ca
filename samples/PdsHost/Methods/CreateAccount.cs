using System.Net.Mail;
using System.Security.Cryptography;
using AtInvites.Hosting;
using AtInvites.Syntax;
using PdsHost.Accounts;
using PdsHost.Sessions;

namespace PdsHost.Methods;

/// <summary><c>com.atproto.server.createAccount</c>. The library holds a use of the code before this runs and gives it back after
/// any refusal.</summary>
internal static class CreateAccount
{
    public const string Domain = ".test";

    public static async Task<IResult> HandleAsync(
        CreateAccountInput input, HttpContext http, IAccounts accounts, SessionTokens tokens, TimeProvider time)
    {
        if (Fault(input) is { } fault) return fault;
        var account = new Account
        {
            // A real PDS registers its DIDs with the PLC directory.
            Did = Did.Parse("did:plc:" + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz234567", 24)),
            Handle = Handle.Parse(input.Handle!.ToLowerInvariant()),
            Email = input.Email!.ToLowerInvariant(),
            PasswordHash = Passwords.Hash(input.Password!),
            CreatedAt = time.GetUtcNow(),
        };
        return await accounts.AddAsync(account, http.GetInviteSeat(), http.RequestAborted) switch
        {
            AddOutcome.HandleTaken => XrpcFailure.Of(400, "HandleNotAvailable", $"Handle already taken: {account.Handle}"),
            AddOutcome.EmailTaken => XrpcFailure.InvalidRequest("Email already taken"),
            AddOutcome.CodeGone => XrpcFailure.Of(400, "InvalidInviteCode", "Provided invite code not available"),
            _ => Results.Json(SessionView.Of(account, tokens)),
        };
    }

    private static IResult? Fault(CreateAccountInput input)
    {
        if (input.Did is not null) return XrpcFailure.InvalidRequest("This sample makes DIDs and takes none");
        if (!MailAddress.TryCreate(input.Email, out var mail) || mail.Address != input.Email
            || input.Email.Contains('\0', StringComparison.Ordinal))
            return XrpcFailure.InvalidRequest("This email address is not supported, please use a different email.");
        if (input.Password is not { Length: >= 1 and <= 256 })
            return XrpcFailure.Of(400, "InvalidPassword", "A password has 1 to 256 characters");
        if (!Handle.TryParse(input.Handle, out _))
            return XrpcFailure.Of(400, "InvalidHandle", "Input/handle must be a valid handle");
        if (!input.Handle.EndsWith(Domain, StringComparison.OrdinalIgnoreCase))
            return XrpcFailure.Of(400, "UnsupportedDomain", "Not a supported handle domain");
        return input.Handle[..^Domain.Length] switch
        {
            { Length: < 3 } => XrpcFailure.Of(400, "InvalidHandle", "Handle too short"),
            { Length: > 18 } => XrpcFailure.Of(400, "InvalidHandle", "Handle too long"),
            var front when front.Contains('.', StringComparison.Ordinal) =>
                XrpcFailure.Of(400, "InvalidHandle", "Invalid characters in handle"),
            _ => null,
        };
    }
}
