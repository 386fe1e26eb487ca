using AtInvites.Syntax;
using Microsoft.AspNetCore.Http;

namespace AtInvites.Xrpc;

/// <summary>Says who calls, or refuses with 401. The administration has no DID: its caller is the default value. Hosting joins
/// it to the layer that authenticates.</summary>
internal delegate ValueTask<(Did Caller, XrpcError? Refused)> XrpcCallerReader(HttpContext context, XrpcAccess access);
