using System.Collections.Frozen;
using System.Text;
using AtInvites.Authentication;
using AtInvites.Syntax;

namespace AtInvites.Benchmarks.Http;

/// <summary>DID documents as if each had been resolved before.</summary>
internal sealed class KnownIssuers : IDidResolver
{
    private const string FileName = "issuers.txt";

    private readonly FrozenDictionary<Did, DidResolution> _known;

    public KnownIssuers(string folder) => _known = File.ReadLines(Path.Combine(folder, FileName))
        .Select(line => line.Split(' ')).ToFrozenDictionary(pair => Did.Parse(pair[0]), pair => Document(pair[0], pair[1]));

    public static void Write(string folder, IEnumerable<ServiceIssuer> issuers) =>
        File.WriteAllLines(Path.Combine(folder, FileName), issuers.Select(issuer => $"{issuer.Did} {issuer.Multikey}"));

    public ValueTask<DidResolution> ResolveAsync(Did did, bool refresh, CancellationToken cancellationToken) => new(_known[did]);

    private static DidResolution Document(string did, string multikey) => DidResolution.Found(DidDocument.Read(
        Did.Parse(did),
        Encoding.UTF8.GetBytes($$"""
            {"id":"{{did}}","verificationMethod":[{"id":"{{did}}#atproto","type":"Multikey","controller":"{{did}}",
            "publicKeyMultibase":"{{multikey}}"}]}
            """))!);
}
