using System.Text.Json;
using AtInvites.Lexicons;
using AtInvites.Syntax;
using Microsoft.AspNetCore.Http;

namespace AtInvites.Interop.Tests.Lexicons;

/// <summary>What an implementation says of a case: the value with defaults written in, or a fault.</summary>
internal sealed record Verdict(JsonElement? Value, string Path, string Message)
{
    private const string ServerPrefix = "Error: ";

    public bool IsAccepted => Message.Length == 0;

    public static Verdict OfReference(string line)
    {
        using var answer = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 1000 });
        if (answer.RootElement.GetProperty("ok").GetBoolean())
            return new(answer.RootElement.GetProperty("value").Clone(), "", "");
        var message = answer.RootElement.GetProperty("message").GetString()!;
        if (message.StartsWith(ServerPrefix, StringComparison.Ordinal)) message = message[ServerPrefix.Length..];
        // The one message of the reference that does not begin with its path.
        var path = message.StartsWith("Invalid $type:", StringComparison.Ordinal) ? "Record/$type" : message.Split(' ')[0];
        return new(null, path, message);
    }

    public static Verdict OfOurs(LexiconValidator validator, LexiconCase given)
    {
        var id = Nsid.Parse(given.Id);
        if (given.Kind == "params")
        {
            return validator.TryReadParameters(id, new QueryString(given.Text), out var parameters, out var refused)
                ? new(parameters.Fill(), "", "") : Of(refused);
        }
        using var document = JsonDocument.Parse(given.Text, new JsonDocumentOptions { MaxDepth = 1000 });
        var value = document.RootElement;
        return given.Kind switch
        {
            "input" => validator.TryRead(id, value, out var input, out var fault) ? Of(input) : Of(fault),
            "output" => validator.TryReadOutput(id, value, out var output, out var fault) ? Of(output) : Of(fault),
            _ => validator.TryReadRecord(id, value, out var record, out var fault) ? Of(record) : Of(fault),
        };
    }

    private static Verdict Of(LexiconFault fault) => new(null, fault.Path, fault.ToString());

    private static Verdict Of(LexiconObject content) => new(content.Fill(), "", "");
}
