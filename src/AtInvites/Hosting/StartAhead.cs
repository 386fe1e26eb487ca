using System.Runtime.CompilerServices;
using AtInvites.Authentication;
using AtInvites.Stores.InMemory;
using AtInvites.Tokens;

namespace AtInvites.Hosting;

/// <summary>What the start of the library will run, run once on another core while the host makes itself ready: nearly all that a
/// start takes is the compiler's time (benchmark <c>start</c>). It works on values of its own, which are thrown away; the start
/// itself checks and makes everything anew.</summary>
internal sealed class StartAhead(Action path)
{
    private int _begun;

    /// <summary>All there are.</summary>
    public static IReadOnlyList<StartAhead> All => [Engine, Memory, ServiceAuth];

    /// <summary>For every host.</summary>
    public static StartAhead Engine { get; } = new(static () =>
    {
        var options = new AtInvitesOptions();
        options.Tokens.HashKey = Convert.ToBase64String(new byte[TokenOptions.MinKeyBytes]);
        AtInvitesOptionsCheck.FindFaults(options, []);
        AtInvitesServices.Lexicons([]).CheckReferencesRead();
        new TokenKeyRing(options.Tokens).Hash(new byte[TokenFormat.SecretBytes]);
    });

    /// <summary>For one that keeps everything in memory.</summary>
    public static StartAhead Memory { get; } = new(static () => InMemoryStores.Create());

    /// <summary>For one that takes service-auth tokens.</summary>
    public static StartAhead ServiceAuth { get; } = new(static () =>
    {
        new ServiceAuthOptionsCheck().Validate(ServiceAuthDefaults.Scheme, new() { Audiences = { "did:web:localhost" } });
        new IdentityOptionsCheck().Validate(name: null, new());
    });

    /// <summary>Does nothing where it was done, where nothing is compiled at start, and on a single core.</summary>
    public void Begin()
    {
        if (!RuntimeFeature.IsDynamicCodeCompiled || Environment.ProcessorCount == 1) return;
        if (Interlocked.Exchange(ref _begun, 1) == 0) _ = Task.Run(path);
    }

    /// <summary>The same at once. A fault of what <see cref="Begin"/> began is told to nobody.</summary>
    public void Run() => path();
}
