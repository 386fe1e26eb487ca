using System.Collections.Concurrent;
using System.Net.Http.Headers;
using AtInvites.Records;
using AtInvites.Syntax;

namespace AtInvites.Interop.Tests.Records;

/// <summary>Sessions of every account of a PDS, until a test gives one another token.</summary>
internal sealed class PdsSessions(ReferencePds pds) : IRepoSessions
{
    private readonly ConcurrentDictionary<Did, string> _tokens = new(
        pds.Accounts.Select(account => KeyValuePair.Create(account.Did, account.Token)));

    public void Use(PdsAccount account, string token) => _tokens[account.Did] = token;

    public ValueTask<RepoSession?> FindAsync(Did account, CancellationToken cancellationToken) => new(
        _tokens.TryGetValue(account, out var token)
            ? new RepoSession(pds.Address, new AuthenticationHeaderValue("Bearer", token)) : null);
}
