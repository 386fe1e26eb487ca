using AtInvites.Syntax;
using Microsoft.AspNetCore.Http;

namespace AtInvites.Xrpc;

/// <summary>Says who calls, or refuses with 401. Hosting joins it to the layer that authenticates.</summary>
internal delegate ValueTask<(Did Caller, XrpcError? Refused)> XrpcCallerReader(HttpContext context);
