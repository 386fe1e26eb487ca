using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Benchmarks.Http;

/// <summary>What a host serves. Everything else about the hosts is the same.</summary>
internal abstract class HostSide
{
    public const string Bare = "bare";
    public const string AdoNet = "ado-net";
    public const string Memory = "memory";
    public const string Sqlite = "sqlite";
    public const string KnownKey = "known-key";
    public const string KeyPerCall = "key-per-call";

    public static HostSide Of(string name) => name switch
    {
        Bare => new BareSide(),
        AdoNet => new AdoNetSide(),
        _ => new LibrarySide(name),
    };

    public abstract void Add(IServiceCollection services, string folder);

    public abstract void Map(WebApplication app, string folder);

    /// <summary>Tokens that the side will redeem, one use each.</summary>
    public abstract Task<string[]> MintAsync(IServiceProvider services, int count);
}
