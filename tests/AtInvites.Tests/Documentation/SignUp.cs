using AtInvites.Hosting;

namespace AtInvites.Tests.Documentation;

public sealed record SignUp(string Handle, string? InviteCode) : IInviteCodeInput;
