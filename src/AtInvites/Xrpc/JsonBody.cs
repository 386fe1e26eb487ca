using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using AtInvites.Lexicons;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace AtInvites.Xrpc;

/// <summary>A request body read whole, within a bound, as strict JSON: UTF-8, no duplicate members, no deep nesting. Its memory
/// is cleared on dispose, because bodies carry tokens.</summary>
internal sealed class JsonBody : IDisposable
{
    private const int MaxDepth = 32;

    private readonly byte[] _rented;
    private readonly JsonDocument _document;

    private JsonBody(byte[] rented, JsonDocument document)
    {
        _rented = rented;
        _document = document;
    }

    public JsonElement Root => _document.RootElement;

    /// <summary>The body, or why it is none.</summary>
    public static async ValueTask<(JsonBody? Body, XrpcError? Error)> ReadAsync(
        HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (HeaderFault(request) is { } refused) return (null, refused);
        if (request.ContentLength > limit) return (null, XrpcError.PayloadTooLarge(limit));

        try
        {
            return await ReadBoundedAsync(request, limit, cancellationToken);
        }
        catch (IOException fault)
        {
            // A caller who is gone leaves nothing that the server could look for.
            if (fault is ConnectionResetException) request.HttpContext.Abort();
            // The server's own bounds and broken framing: the caller's fault, unlike an IOException of a store.
            return (null, Unreadable(fault as BadHttpRequestException));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The server ends connections as it shuts down, and tells the read before it tells the request.
            return (null, Unreadable(null));
        }
    }

    public void Dispose()
    {
        _document.Dispose();
        ArrayPool<byte>.Shared.Return(_rented, clearArray: true);
    }

    private static async ValueTask<(JsonBody? Body, XrpcError? Error)> ReadBoundedAsync(
        HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        var reader = request.BodyReader;
        // Mostly the body came with the headers, and there is nothing to wait for.
        var isThere = reader.TryRead(out var read);
        // Kestrel cannot go on after a read whose token was cancelled or whose bytes were left in place when the caller hangs up,
        // and logs it each time.
        using var hangUp = isThere && read.IsCompleted ? default
            : cancellationToken.UnsafeRegister(static pending => ((PipeReader)pending!).CancelPendingRead(), reader);
        var rented = ArrayPool<byte>.Shared.Rent((int)(request.ContentLength ?? limit));
        JsonBody? body = null;
        try
        {
            var (length, isWhole) = (0, false);
            while (!isWhole)
            {
                if (!isThere) read = await reader.ReadAsync(CancellationToken.None);
                isThere = false;
                var fits = read.Buffer.Length <= Math.Min(limit, rented.Length) - length;
                if (fits) read.Buffer.CopyTo(rented.AsSpan(length));
                length += fits ? (int)read.Buffer.Length : 0;
                isWhole = read.IsCompleted;
                reader.AdvanceTo(read.Buffer.End);
                if (read.IsCanceled) throw new OperationCanceledException(cancellationToken);
                if (!fits) return (null, XrpcError.PayloadTooLarge(limit));
            }

            var (document, error) = Parse(rented.AsMemory(0, length));
            if (document is not null) body = new(rented, document);
            return (body, error);
        }
        finally
        {
            if (body is null) ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }

    private static XrpcError Unreadable(BadHttpRequestException? fault) =>
        fault?.StatusCode == StatusCodes.Status413PayloadTooLarge
            ? new(fault.StatusCode, XrpcErrorNames.PayloadTooLarge, "The request body is larger than this server takes")
            : new(
                fault?.StatusCode ?? StatusCodes.Status400BadRequest,
                XrpcErrorNames.InvalidRequest, "The request body could not be read");

    private static XrpcError? HeaderFault(HttpRequest request)
    {
        if (request.Headers.ContentEncoding is { Count: > 0 } coding && coding != "identity")
            return XrpcError.InvalidRequest("Request encoding must be identity");
        if (!JsonContentType.Matches(request.ContentType))
            return XrpcError.InvalidRequest("Wrong request encoding (Content-Type): expected application/json in UTF-8");
        return null;
    }

    private static (JsonDocument? Document, XrpcError? Error) Parse(ReadOnlyMemory<byte> text)
    {
        if (text.IsEmpty) return (null, XrpcError.InvalidRequest("A request body is expected but none was provided"));
        if (!UnicodeText.IsUnicode(text.Span))
            return (null, XrpcError.InvalidRequest("Request body must be Unicode text in UTF-8"));
        try
        {
            return (JsonDocument.Parse(text, new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false }), null);
        }
        catch (JsonException)
        {
            return (null, XrpcError.InvalidRequest(
                $"Request body must be JSON without duplicate members, nested {MaxDepth} levels at most"));
        }
    }
}
