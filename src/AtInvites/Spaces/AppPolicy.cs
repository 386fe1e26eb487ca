using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using AtInvites.Lexicons;

namespace AtInvites.Spaces;

/// <summary><c>rsvp.atmo.space.defs#appPolicy</c>, kept for the host that enforces it and shown to the owner.</summary>
internal static class AppPolicy
{
    /// <summary>The declared properties of a policy as JSON. False for a mode other than allow and deny: nobody could keep
    /// it.</summary>
    public static bool TryRead(LexiconObject? given, out string? policy)
    {
        policy = null;
        if (given is not { } value) return true;
        if (value.GetString("mode") is not ("allow" or "deny")) return false;

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("mode", value.GetString("mode"));
            writer.WritePropertyName("apps");
            value.Get("apps")!.Value.WriteTo(writer);
            writer.WriteEndObject();
        }

        policy = System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
        return true;
    }
}
