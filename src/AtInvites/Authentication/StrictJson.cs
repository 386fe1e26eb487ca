using System.Text.Json;
using System.Text.Unicode;

namespace AtInvites.Authentication;

/// <summary>Reads a JSON object that means one thing only: valid UTF-8, no member twice, no comments.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>What <paramref name="read"/> makes of the object in <paramref name="utf8"/>, or null where there is
    /// none.</summary>
    public static T? Read<T>(ReadOnlyMemory<byte> utf8, Func<JsonElement, T?> read) where T : class
    {
        if (!Utf8.IsValid(utf8.Span)) return null;
        try
        {
            using var json = JsonDocument.Parse(utf8, Options);
            return json.RootElement.ValueKind == JsonValueKind.Object ? read(json.RootElement) : null;
        }
        // An escaped lone surrogate passes the parser and fails where its text is asked for.
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The string member <paramref name="name"/>, or null where it is absent or of another type.</summary>
    public static string? Text(this JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
