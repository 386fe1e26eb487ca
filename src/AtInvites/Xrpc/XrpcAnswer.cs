using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AtInvites.Xrpc;

/// <summary>What a method answers: a body or a refusal.</summary>
internal readonly struct XrpcAnswer
{
    private XrpcAnswer(byte[]? body, XrpcError? error)
    {
        Body = body;
        Error = error;
    }

    /// <summary>UTF-8 JSON; empty where the method has no output, null for a refusal.</summary>
    public byte[]? Body { get; }

    public XrpcError? Error { get; }

    /// <summary>What a procedure without output answers: 200 and no body.</summary>
    public static XrpcAnswer Empty { get; } = new([], null);

    public static XrpcAnswer Ok<T>(T body, JsonTypeInfo<T> type) => new(JsonSerializer.SerializeToUtf8Bytes(body, type), null);

    public static XrpcAnswer Refused(XrpcError error) => new(null, error);

    public static implicit operator XrpcAnswer(XrpcError error) => Refused(error);
}
