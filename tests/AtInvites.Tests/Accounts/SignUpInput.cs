using AtInvites.Hosting;

namespace AtInvites.Tests.Accounts;

/// <summary>A sign-up as a host of the tests takes it; the account is the one that its handler makes.</summary>
internal sealed record SignUpInput(string? InviteCode, string Account) : IInviteCodeInput;
