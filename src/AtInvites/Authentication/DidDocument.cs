using System.Collections.Concurrent;
using System.Text.Json;
using AtInvites.Syntax;

namespace AtInvites.Authentication;

/// <summary>A DID document, read for its keys. Keys that were made ready to verify stay with it as long as it is cached, since
/// making one costs more than using it.</summary>
internal sealed class DidDocument
{
    private readonly ConcurrentDictionary<VerificationMethod, ISignatureKey?> _keys = new();

    private DidDocument(Did id, IReadOnlyList<VerificationMethod> methods) => (Id, Methods) = (id, methods);

    public Did Id { get; }

    public IReadOnlyList<VerificationMethod> Methods { get; }

    /// <summary>Reads <paramref name="utf8"/>; null where it is not JSON or not the document of
    /// <paramref name="did"/>.</summary>
    public static DidDocument? Read(Did did, ReadOnlyMemory<byte> utf8) =>
        StrictJson.Read(utf8, root => root.Text("id") == did.Value ? new DidDocument(did, ReadMethods(root)) : null);

    /// <summary>The key of the first verification method named <paramref name="fragment"/> that the DID itself controls, or
    /// null.</summary>
    public ISignatureKey? FindKey(string fragment, ISignatureKeyFactory factory)
    {
        foreach (var method in Methods)
        {
            if (method.Controller == Id.Value && Names(method.Id, fragment))
                return _keys.GetOrAdd(method, static (m, f) => m.ReadKey() is { } point ? f.Create(point) : null, factory);
        }
        return null;
    }

    private bool Names(ReadOnlySpan<char> id, string fragment)
    {
        if (id.StartsWith(Id.Value, StringComparison.Ordinal)) id = id[Id.Value.Length..];
        return id is ['#', .. var name] && name.SequenceEqual(fragment);
    }

    private static List<VerificationMethod> ReadMethods(JsonElement root)
    {
        var methods = new List<VerificationMethod>();
        if (!root.TryGetProperty("verificationMethod", out var list) || list.ValueKind != JsonValueKind.Array) return methods;
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object
                && item.Text("id") is { } id
                && item.Text("type") is { } type
                && item.Text("controller") is { } controller
                && item.Text("publicKeyMultibase") is { } multibase)
                methods.Add(new(id, type, controller, multibase));
        }
        return methods;
    }
}
