using System.Buffers;
using System.Net;
using AtInvites.Syntax;
using Microsoft.Extensions.Options;

namespace AtInvites.Authentication;

/// <summary>Fetches DID documents over the network: public addresses only, no redirects, no proxy, no cookies, within a size
/// and a time.</summary>
internal sealed class DidDocumentFetcher : IDisposable
{
    /// <summary>Fetches at once for each DID method, so that slow hosts of did:web never hold up did:plc.</summary>
    private const int MaxConcurrent = 64;

    private readonly HttpClient _client;
    private readonly IdentityOptions _options;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _plc = new(MaxConcurrent);
    private readonly SemaphoreSlim _web = new(MaxConcurrent);

    public DidDocumentFetcher(IOptions<IdentityOptions> options, TimeProvider clock)
    {
        _options = options.Value;
        _clock = clock;
        _client = new(new SocketsHttpHandler
        {
            ConnectCallback = new PublicAddressConnector(_options.AllowLocalhost).ConnectAsync,
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = _options.Timeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            // A body that is not wanted is not read to its end.
            MaxResponseDrainSize = 0,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _client.DefaultRequestHeaders.Accept.ParseAdd("application/did+ld+json, application/json");
    }

    /// <summary>The document as published now. Failing is an answer, not an exception.</summary>
    public async Task<DidResolution> FetchAsync(Did did)
    {
        if (DidDocumentAddress.Of(did, _options) is not { } address) return DidResolution.Failed(DidResolutionFault.Unsupported);
        var gate = did.Method is "plc" ? _plc : _web;
        using var limit = new CancellationTokenSource(_options.Timeout, _clock);
        try
        {
            await gate.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            return DidResolution.Failed(DidResolutionFault.Unreachable);
        }
        try
        {
            return await GetAsync(did, address, limit.Token);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            return DidResolution.Failed(fault.InnerException is ForbiddenAddressException
                ? DidResolutionFault.ForbiddenAddress
                : DidResolutionFault.Unreachable);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _plc.Dispose();
        _web.Dispose();
    }

    private async Task<DidResolution> GetAsync(Did did, Uri address, CancellationToken cancellationToken)
    {
        using var response = await _client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK) return DidResolution.Failed(DidResolutionFault.BadStatus);
        if (response.Content.Headers.ContentLength > _options.MaxDocumentBytes)
            return DidResolution.Failed(DidResolutionFault.TooLarge);

        var limit = _options.MaxDocumentBytes + 1;
        var buffer = ArrayPool<byte>.Shared.Rent(limit);
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            var length = await body.ReadAtLeastAsync(
                buffer.AsMemory(0, limit), limit, throwOnEndOfStream: false, cancellationToken);
            if (length == limit) return DidResolution.Failed(DidResolutionFault.TooLarge);
            return DidDocument.Read(did, buffer.AsMemory(0, length)) is { } document
                ? DidResolution.Found(document)
                : DidResolution.Failed(DidResolutionFault.BadDocument);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
