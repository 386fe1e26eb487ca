using System.Net.Http.Headers;

namespace AtInvites.Records;

/// <summary>A PDS and what authorizes writes there. Logged by accident it shows no token.</summary>
public sealed class RepoSession
{
    /// <summary>Takes the origin of a PDS, which is https unless it is loopback, and an <c>Authorization</c>; without one a
    /// handler of the client <see cref="HttpRepoWriter.ClientName"/> adds it, as DPoP needs. The host vouches for the address: it
    /// is not checked to be a public one.</summary>
    public RepoSession(Uri pds, AuthenticationHeaderValue? authorization = null)
    {
        ArgumentNullException.ThrowIfNull(pds);
        if (!pds.IsAbsoluteUri || !(pds.Scheme == Uri.UriSchemeHttps || (pds.Scheme == Uri.UriSchemeHttp && pds.IsLoopback)))
            throw new ArgumentException($"AtInvites: the PDS \"{pds}\" is not https; give one that is.", nameof(pds));
        (Pds, Authorization) = (pds, authorization);
    }

    /// <summary>The origin of the PDS; a path is ignored.</summary>
    public Uri Pds { get; }

    internal AuthenticationHeaderValue? Authorization { get; }

    /// <inheritdoc/>
    public override string ToString() => Pds.ToString();
}
