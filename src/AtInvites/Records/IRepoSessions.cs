using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>The sessions that a host holds with the PDSs of its accounts.</summary>
public interface IRepoSessions
{
    /// <summary>Where the account's repository is and what lets the host write to it; null without a session. Asked before each
    /// request, so that it may renew a token; it is refused as it is when the PDS says that it expired.</summary>
    ValueTask<RepoSession?> FindAsync(Did account, CancellationToken cancellationToken);
}
