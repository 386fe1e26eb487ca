using System.Net.Http.Headers;

namespace AtInvites.Records;

/// <summary>A PDS and what authorizes writes there. Logged by accident it shows no token.</summary>
public sealed class RepoSession
{
    /// <summary>Takes the origin of a PDS, which is https unless it is loopback and names no user, and an <c>Authorization</c>;
    /// without one a handler of the client <see cref="HttpRepoWriter.ClientName"/> adds it, as DPoP needs. The host vouches for
    /// the address: it is not checked to be a public one.</summary>
    public RepoSession(Uri pds, AuthenticationHeaderValue? authorization = null)
    {
        ArgumentNullException.ThrowIfNull(pds);
        // No more of it is said in an exception either: what follows may hold a secret.
        var origin = pds.IsAbsoluteUri ? pds.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) : "";
        if (!pds.IsAbsoluteUri || !(pds.Scheme == Uri.UriSchemeHttps || (pds.Scheme == Uri.UriSchemeHttp && pds.IsLoopback)))
            throw new ArgumentException($"AtInvites: the PDS \"{origin}\" is not https; give one that is.", nameof(pds));
        if (pds.UserInfo.Length > 0)
        {
            throw new ArgumentException(
                $"AtInvites: the URL of the PDS \"{origin}\" has a user; what authorizes is given beside it.", nameof(pds));
        }

        (Pds, Authorization) = (new(origin), authorization);
    }

    /// <summary>The origin of the PDS; of a path and a query nothing is kept.</summary>
    public Uri Pds { get; }

    internal AuthenticationHeaderValue? Authorization { get; }

    /// <inheritdoc/>
    public override string ToString() => Pds.ToString();
}
