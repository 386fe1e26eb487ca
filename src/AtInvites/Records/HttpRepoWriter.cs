using System.Text.Json;
using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>Writes to any PDS over HTTP, with the sessions of the host. Redirects are not followed; an answer has 1 MiB at most.
/// </summary>
public sealed class HttpRepoWriter : IRepoWriter
{
    /// <summary>Name of the client, for <c>IHttpClientFactory</c>. Its time-out, 30 seconds unless set, covers the body
    /// too.</summary>
    public const string ClientName = "AtInvites.Repo";

    private readonly IHttpClientFactory _clients;
    private readonly IRepoSessions _sessions;

    internal HttpRepoWriter(IHttpClientFactory clients, IRepoSessions sessions) => (_clients, _sessions) = (clients, sessions);

    /// <summary>Whose session a request is sent under, for handlers of the client.</summary>
    public static HttpRequestOptionsKey<Did> Account { get; } = new("AtInvites.Account");

    /// <inheritdoc/>
    public async ValueTask<RepoResult?> GetAsync(AtUri record, CancellationToken cancellationToken)
    {
        var method = RepoMethods.Get + RepoBody.Query(record);
        return await SendAsync(HttpMethod.Get, method, record, null, cancellationToken).ConfigureAwait(false)
            is { } answer ? answer.Reading(record) : NoSession(record);
    }

    /// <inheritdoc/>
    public async ValueTask<RepoResult> CreateAsync(AtUri record, JsonElement content, CancellationToken cancellationToken) =>
        await PostAsync(RepoMethods.Create, record, RepoBody.Of(record, content, null), cancellationToken).ConfigureAwait(false)
            is { } answer ? answer.Writing(record) : NoSession(record);

    /// <inheritdoc/>
    public async ValueTask<RepoResult> PutAsync(
        AtUri record, JsonElement content, Cid swap, CancellationToken cancellationToken) =>
        await PostAsync(RepoMethods.Put, record, RepoBody.Of(record, content, swap), cancellationToken).ConfigureAwait(false)
            is { } answer ? answer.Writing(record) : NoSession(record);

    /// <inheritdoc/>
    public async ValueTask<RepoResult> DeleteAsync(AtUri record, Cid? swap, CancellationToken cancellationToken) =>
        await PostAsync(RepoMethods.Delete, record, RepoBody.Of(record, null, swap), cancellationToken).ConfigureAwait(false)
            is { } answer ? answer.Deletion() : NoSession(record);

    private static RepoResult NoSession(AtUri record) => new()
    {
        Error = new(0, RepoErrorNames.NoSession, $"There is no session for {record.Authority}; have the account log in."),
    };

    private ValueTask<RepoAnswer?> PostAsync(
        string method, AtUri record, HttpContent body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, method, record, body, cancellationToken);

    /// <summary>Null when there is no session.</summary>
    private async ValueTask<RepoAnswer?> SendAsync(
        HttpMethod verb, string method, AtUri record, HttpContent? body, CancellationToken cancellationToken)
    {
        if (record.Authority.Did is not { } account || !record.IsRecord)
            throw new ArgumentException($"AtInvites: \"{record}\" names no record by a DID.", nameof(record));
        if (await _sessions.FindAsync(account, cancellationToken).ConfigureAwait(false) is not { } session) return null;
        using var request = new HttpRequestMessage(verb, new Uri(session.Pds, method)) { Content = body };
        request.Options.Set(Account, account);
        // What anybody may read is not refused for a token that expired.
        if (body is not null) request.Headers.Authorization = session.Authorization;
        using var client = _clients.CreateClient(ClientName);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(client.Timeout);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token)
                .ConfigureAwait(false);
            return await RepoAnswer.ReadAsync(response, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"AtInvites: {session.Pds} did not answer within {client.Timeout}; whether it did what was asked is not known.",
                fault);
        }
    }
}
