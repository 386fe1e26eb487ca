using AtInvites.Syntax;

namespace AtInvites.Authentication;

/// <summary>Finds DID documents.</summary>
internal interface IDidResolver
{
    /// <summary>The document of <paramref name="did"/>. With <paramref name="refresh"/> a remembered one is fetched anew
    /// where the budget allows it, and otherwise handed back as the same instance.</summary>
    ValueTask<DidResolution> ResolveAsync(Did did, bool refresh, CancellationToken cancellationToken);
}
