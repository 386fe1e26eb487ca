using System.Net;
using System.Text.Json;
using AtInvites.Lexicons;
using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>An answer of a PDS, read within a bound. A body that is no JSON, or has text that no string can hold, is
/// none.</summary>
internal readonly record struct RepoAnswer(HttpStatusCode Status, JsonElement Body)
{
    /// <summary>A record has 1 MiB at most, and less as JSON of these families.</summary>
    public const int MaxBytes = 1 << 20;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static async ValueTask<RepoAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > MaxBytes) return new(response.StatusCode, default);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var (buffer, length) = (new byte[4096], 0);
        while (true)
        {
            var read = await body.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (read == 0) break;
            length += read;
            if (length > MaxBytes) return new(response.StatusCode, default);
            if (length == buffer.Length) Array.Resize(ref buffer, Math.Min(buffer.Length * 4, MaxBytes + 1));
        }

        if (!UnicodeText.IsUnicode(buffer.AsSpan(0, length))) return new(response.StatusCode, default);
        try
        {
            return new(response.StatusCode, JsonElement.Parse(buffer.AsSpan(0, length), Strict));
        }
        catch (JsonException)
        {
            return new(response.StatusCode, default);
        }
    }

    /// <summary>The record that was asked for; null when there is none. An answer need not name its CID.</summary>
    public RepoResult? Reading(AtUri record)
    {
        if (Refusal() is { } refused) return refused.Error!.Error == RepoErrorNames.RecordNotFound ? null : refused;
        if (!Names(record) || !Body.TryGetProperty("value", out var content)) return Invalid();
        try
        {
            var cid = Body.Cid("cid") ?? Cid.OfDagCbor(DagCbor.Encode(content));
            return new() { Cid = cid, Record = content };
        }
        catch (FormatException)
        {
            return Invalid();
        }
    }

    public RepoResult Writing(AtUri record)
    {
        if (Refusal() is { } refused) return refused;
        return Names(record) && Body.Cid("cid") is { } cid ? new() { Cid = cid } : Invalid();
    }

    public RepoResult Deletion() => Refusal() ?? new RepoResult();

    private bool Names(AtUri record) => Body.Text("uri") == record.Value;

    private RepoResult Invalid() => new()
    {
        Error = new(
            (int)Status, RepoErrorNames.InvalidResponse,
            "The PDS answered a body that is not as the lexicon has it, so it is not known what was done."),
    };

    private RepoResult? Refusal() => Status == HttpStatusCode.OK
        ? null
        : new() { Error = new((int)Status, Body.Text("error"), Body.Text("message")) };
}
