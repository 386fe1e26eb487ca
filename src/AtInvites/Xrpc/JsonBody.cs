using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using AtInvites.Lexicons;
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
            return await ReadBoundedAsync(request.BodyReader, limit, cancellationToken);
        }
        catch (IOException fault)
        {
            // The server's own bounds and broken framing: the caller's fault, unlike an IOException of a store.
            return (null, Unreadable(fault as BadHttpRequestException));
        }
    }

    public void Dispose()
    {
        _document.Dispose();
        ArrayPool<byte>.Shared.Return(_rented, clearArray: true);
    }

    private static async ValueTask<(JsonBody? Body, XrpcError? Error)> ReadBoundedAsync(
        PipeReader reader, int limit, CancellationToken cancellationToken)
    {
        // Kestrel's reader is left unusable by a read whose token is cancelled, and the server logs that for each caller who
        // hangs up.
        using var hangUp = cancellationToken.UnsafeRegister(static pending => ((PipeReader)pending!).CancelPendingRead(), reader);
        while (true)
        {
            var read = await reader.ReadAsync(CancellationToken.None);
            if (read.IsCanceled)
            {
                reader.AdvanceTo(read.Buffer.Start);
                throw new OperationCanceledException(cancellationToken);
            }

            if (read.Buffer.Length > limit)
            {
                reader.AdvanceTo(read.Buffer.End);
                return (null, XrpcError.PayloadTooLarge(limit));
            }

            if (read.IsCompleted)
            {
                var parsed = Parse(read.Buffer);
                reader.AdvanceTo(read.Buffer.End);
                return parsed;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
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

    private static (JsonBody? Body, XrpcError? Error) Parse(in ReadOnlySequence<byte> buffer)
    {
        if (buffer.IsEmpty) return (null, XrpcError.InvalidRequest("A request body is expected but none was provided"));
        var length = (int)buffer.Length;
        var rented = ArrayPool<byte>.Shared.Rent(length);
        buffer.CopyTo(rented);
        JsonDocument? document = null;
        try
        {
            if (!UnicodeText.IsUnicode(rented.AsSpan(0, length)))
                return (null, XrpcError.InvalidRequest("Request body must be Unicode text in UTF-8"));
            document = JsonDocument.Parse(
                rented.AsMemory(0, length), new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
            return (new(rented, document), null);
        }
        catch (JsonException)
        {
            return (null, XrpcError.InvalidRequest(
                $"Request body must be JSON without duplicate members, nested {MaxDepth} levels at most"));
        }
        finally
        {
            if (document is null) ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }
}
