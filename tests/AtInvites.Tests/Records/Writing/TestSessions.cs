using System.Net.Http.Headers;
using AtInvites.Records;
using AtInvites.Syntax;

namespace AtInvites.Tests.Records.Writing;

/// <summary>Sessions of two accounts with one PDS; nobody else has one.</summary>
internal sealed class TestSessions(RepoServer pds) : IRepoSessions
{
    public ValueTask<RepoSession?> FindAsync(Did account, CancellationToken cancellationToken) =>
        new(account == WritingHost.Alice || account == WritingHost.Bob
            ? new RepoSession(pds.Address, new AuthenticationHeaderValue("Bearer", $"token-of-{account}"))
            : null);
}
