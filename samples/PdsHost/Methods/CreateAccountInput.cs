using AtInvites.Hosting;

namespace PdsHost.Methods;

/// <summary>What a sign-up sends.</summary>
internal sealed record CreateAccountInput(string? Handle, string? Email, string? Password, string? InviteCode, string? Did)
    : IInviteCodeInput;
