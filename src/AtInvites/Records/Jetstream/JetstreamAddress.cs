using System.Globalization;
using System.Text;
using AtInvites.Syntax;

namespace AtInvites.Records.Jetstream;

/// <summary>The address of a subscription. No limit of size is asked for: a message that the server left out could not be
/// counted.</summary>
internal static class JetstreamAddress
{
    /// <param name="url">The endpoint, with parameters of the host's own or none.</param>
    /// <param name="collections">Whose commits to send; those of identities and accounts are sent in any case.</param>
    /// <param name="cursor">Unix microseconds from which on to send; null means from now on.</param>
    public static Uri Of(Uri url, IReadOnlyList<Nsid> collections, long? cursor)
    {
        var query = new StringBuilder(url.Query.TrimStart('?'));
        foreach (var collection in collections) Add("wantedCollections", collection.Value);
        if (cursor is { } from) Add("cursor", from.ToString(CultureInfo.InvariantCulture));
        return new UriBuilder(url) { Query = query.ToString() }.Uri;

        void Add(string name, string value) => query.Append(query.Length == 0 ? "" : "&").Append(name).Append('=').Append(value);
    }
}
