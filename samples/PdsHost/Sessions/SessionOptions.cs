using Microsoft.AspNetCore.Authentication;

namespace PdsHost.Sessions;

/// <summary>Which of the two tokens a scheme takes.</summary>
internal sealed class SessionOptions : AuthenticationSchemeOptions
{
    public string TokenType { get; set; } = SessionTokens.AccessType;
}
