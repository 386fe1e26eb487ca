using System.Collections.Concurrent;
using System.Net.Http.Headers;
using AtInvites.Records;
using AtInvites.Syntax;

namespace AtInvites.Tests.Documentation;

public sealed class ListSessions : IRepoSessions
{
    private readonly ConcurrentDictionary<Did, (Uri Pds, string Token)> _sessions = []; // from your log-in

    public ValueTask<RepoSession?> FindAsync(Did account, CancellationToken cancellationToken) =>
        new(_sessions.TryGetValue(account, out var session)
            ? new RepoSession(session.Pds, new AuthenticationHeaderValue("Bearer", session.Token))
            : null);

    public void LogIn(Did account, Uri pds, string token) => _sessions[account] = (pds, token);
}
