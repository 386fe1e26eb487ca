using System.Text;
using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Tests.Hosting;

/// <summary>What a store holds, as text.</summary>
internal static class StoreState
{
    public static async Task<string> ReadAsync(StoreSet stores, IEnumerable<string> spaces, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        foreach (var uri in spaces.Order(StringComparer.Ordinal).Select(AtUri.Parse))
        {
            text.Append(await stores.Spaces.FindAsync(uri, cancellationToken)).AppendLine();
            var invites = await stores.Invites.ListAsync(
                new() { Space = uri, IncludeRevoked = true, Limit = 1000 }, cancellationToken);
            foreach (var invite in invites.Items) text.Append(invite).AppendLine();
            var members = await stores.Members.ListAsync(new() { Space = uri, Limit = 1000 }, cancellationToken);
            foreach (var member in members.Items) text.Append(member).AppendLine();
        }

        foreach (var account in new[] { HttpHost.Alice, HttpHost.Bob, HttpHost.Carol }.Select(Did.Parse))
        {
            var owned = await stores.Spaces.ListAsync(new() { Account = account, Limit = 1000 }, cancellationToken);
            foreach (var space in owned.Items) text.Append(account.Value).Append(' ').Append(space.Uri.Value).AppendLine();
        }

        var waiting = await stores.Outbox.PendingAsync(10_000, null, cancellationToken);
        return text.Append(waiting.Count).ToString();
    }
}
