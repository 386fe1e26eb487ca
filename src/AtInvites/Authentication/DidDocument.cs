using System.Collections.Concurrent;
using System.Text.Json;
using AtInvites.Syntax;

namespace AtInvites.Authentication;

/// <summary>A DID document, read for its keys. Keys that were made ready to verify stay with it as long as it is cached, since
/// making one costs more than using it.</summary>
internal sealed class DidDocument
{
    // A document stays in memory while it is cached, and anybody may publish one: what could not be a key here is not kept.
    private const int MaxMethods = 32;
    private const int MaxNameLength = 256;
    private const int MaxKeyLength = 256;

    private readonly ConcurrentDictionary<VerificationMethod, ISignatureKey?> _keys = new();

    private DidDocument(Did id, IReadOnlyList<VerificationMethod> methods) => (Id, Methods) = (id, methods);

    public Did Id { get; }

    /// <summary>Those that the DID itself controls, in the document's order.</summary>
    public IReadOnlyList<VerificationMethod> Methods { get; }

    /// <summary>Reads <paramref name="utf8"/>; null where it is not JSON or not the document of
    /// <paramref name="did"/>.</summary>
    public static DidDocument? Read(Did did, ReadOnlyMemory<byte> utf8) =>
        StrictJson.Read(utf8, root => root.Text("id") == did.Value ? new DidDocument(did, ReadMethods(did, root)) : null);

    /// <summary>The key of the first verification method named <paramref name="fragment"/>, or null.</summary>
    public ISignatureKey? FindKey(string fragment, ISignatureKeyFactory factory)
    {
        foreach (var method in Methods)
        {
            if (Names(method.Id, fragment))
                return _keys.GetOrAdd(method, static (m, f) => m.ReadKey() is { } point ? f.Create(point) : null, factory);
        }
        return null;
    }

    private bool Names(ReadOnlySpan<char> id, string fragment)
    {
        if (id.StartsWith(Id.Value, StringComparison.Ordinal)) id = id[Id.Value.Length..];
        return id is ['#', .. var name] && name.SequenceEqual(fragment);
    }

    private static List<VerificationMethod> ReadMethods(Did did, JsonElement root)
    {
        var methods = new List<VerificationMethod>();
        if (!root.TryGetProperty("verificationMethod", out var list) || list.ValueKind != JsonValueKind.Array) return methods;
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object
                && item.Text("id") is { } id && id.Length <= did.Value.Length + MaxNameLength
                && item.Text("type") is { Length: <= MaxNameLength } type
                && item.Text("controller") == did.Value
                && item.Text("publicKeyMultibase") is { Length: <= MaxKeyLength } multibase
                && methods.Count < MaxMethods)
                methods.Add(new(id, type, multibase));
        }
        return methods;
    }
}
