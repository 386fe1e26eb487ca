using System.Text.Json;
using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>Records in the repositories of accounts, as <c>com.atproto.repo</c> reads and writes them. Every record is named by
/// the DID of its repository. What the PDS refuses is a value; a network that fails, a time-out and a cancellation are
/// exceptions, after which it is not known whether anything was written.</summary>
public interface IRepoWriter
{
    /// <summary>The record as it stands, for anybody to read; null when there is none
    /// (<c>com.atproto.repo.getRecord</c>).</summary>
    ValueTask<RepoResult?> GetAsync(AtUri record, CancellationToken cancellationToken);

    /// <summary>Makes a record where none stands (<c>com.atproto.repo.createRecord</c>).</summary>
    ValueTask<RepoResult> CreateAsync(AtUri record, JsonElement content, CancellationToken cancellationToken);

    /// <summary>Replaces the record whose CID is <paramref name="swap"/>, and no other
    /// (<c>com.atproto.repo.putRecord</c>).</summary>
    ValueTask<RepoResult> PutAsync(AtUri record, JsonElement content, Cid swap, CancellationToken cancellationToken);

    /// <summary>Deletes a record, if it is there; with <paramref name="swap"/> only one of that CID
    /// (<c>com.atproto.repo.deleteRecord</c>).</summary>
    ValueTask<RepoResult> DeleteAsync(AtUri record, Cid? swap, CancellationToken cancellationToken);
}
