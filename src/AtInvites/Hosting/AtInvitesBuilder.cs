using System.Diagnostics.CodeAnalysis;
using AtInvites.Authentication;
using AtInvites.Records;
using AtInvites.Records.Jetstream;
using AtInvites.Redemption;
using AtInvites.Spaces;
using AtInvites.Stores;
using AtInvites.Stores.InMemory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AtInvites.Hosting;

/// <summary>What follows <c>AddAtInvites</c>: a store and a way to know callers, both required, and what a host has of its
/// own.</summary>
public sealed class AtInvitesBuilder
{
    internal AtInvitesBuilder(IServiceCollection services) => Services = services;

    /// <summary>The host's services, for extensions of other packages.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Keeps everything in memory: gone when the process ends.</summary>
    public AtInvitesBuilder UseInMemory()
    {
        StartAhead.Memory.Begin();
        return UseStores(_ => InMemoryStores.Create());
    }

    /// <summary>Plugs in any store. The last call counts; the set is disposed with the host.</summary>
    public AtInvitesBuilder UseStores(Func<IServiceProvider, StoreSet> create)
    {
        Services.Replace(ServiceDescriptor.Singleton(create));
        return this;
    }

    /// <summary>Keeps used service-auth tokens and the budgets of wrong guesses in the store, for several hosts over one: a token
    /// used at one is refused at all, and they have one budget together. Costs a write for each service-auth call and each wrong
    /// guess. A replay cache of the host's own stays. Without it each process has its own.</summary>
    public AtInvitesBuilder ShareAcrossHosts()
    {
        HostSharing.AddTo(Services);
        return this;
    }

    /// <summary>Knows callers by AT Protocol service-auth tokens addressed to
    /// <see cref="AtInvitesOptions.ServiceDid"/>.</summary>
    public AtInvitesBuilder AddServiceAuth(Action<ServiceAuthOptions>? configure = null, Action<IdentityOptions>? identity = null)
    {
        StartAhead.ServiceAuth.Begin();
        Services.AddServiceAuthentication(configure, identity);
        Services.AddOptions<ServiceAuthOptions>(ServiceAuthDefaults.Scheme).PostConfigure<ServiceAudience>(
            (auth, audience) => audience.AddTo(auth.Audiences));
        return AddCallerScheme(ServiceAuthDefaults.Scheme);
    }

    /// <summary>Knows callers by an authentication scheme of the host's, whose principal names the caller's DID in
    /// <see cref="CallerOptions.Claim"/>. Schemes are asked in the order in which they were added, and the first
    /// that finds credentials of its own decides, also when it refuses them: put a policy scheme before two that both read
    /// <c>Bearer</c> tokens.</summary>
    public AtInvitesBuilder AddCallerScheme(string scheme)
    {
        ArgumentException.ThrowIfNullOrEmpty(scheme);
        Services.Configure<AtInvitesOptions>(options =>
        {
            if (!options.Callers.Schemes.Contains(scheme)) options.Callers.Schemes.Add(scheme);
        });
        return this;
    }

    /// <summary>Turns on account invite codes, with the accounts of <typeparamref name="TDirectory"/>. They need a hash key and,
    /// where the host listens, a way to know the administration. Codes are sealed with Data Protection; keep its keys where they
    /// outlive the process, or lists show masks. The directory is a singleton: for scoped services it takes
    /// <see cref="IServiceScopeFactory"/> and opens a scope in each call.</summary>
    public AtInvitesBuilder AddAccountCodes<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TDirectory>()
        where TDirectory : class, IAccountDirectory
    {
        Services.TryAddSingleton<TDirectory>();
        Services.Replace(ServiceDescriptor.Singleton<IAccountDirectory>(
            provider => provider.GetRequiredService<TDirectory>()));
        AccountFamily.AddTo(Services);
        return this;
    }

    /// <summary>Knows the administration by HTTP Basic (RFC 7617), user <c>admin</c> and this password. It takes the place of a
    /// policy or password named before. Endpoints of the host's own can ask for it too, with
    /// <see cref="AdminAuthDefaults.Policy"/>.</summary>
    public AtInvitesBuilder AddAdminPassword(string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        return AddAdmin(admin => (admin.Password, admin.Policy) = (password, null));
    }

    /// <summary>Knows the administration by an authorization policy of the host's, with whatever schemes it names. It takes the
    /// place of a password or policy named before. A host that listens does not start without that policy.</summary>
    public AtInvitesBuilder AddAdminPolicy(string policyName)
    {
        ArgumentException.ThrowIfNullOrEmpty(policyName);
        return AddAdmin(admin => (admin.Password, admin.Policy) = (null, policyName));
    }

    /// <summary>Turns on record invites of <paramref name="families"/>; without any, of <see cref="RecordFamily.Chive"/> and
    /// <see cref="RecordFamily.Registry"/>. Another call adds to them. Lexicons that the library does not have are added with
    /// <see cref="AddLexicon"/>. Events come from sources, or straight into <see cref="HandshakeIndex.ApplyAsync"/>.</summary>
    public AtInvitesBuilder AddRecordInvites(params RecordFamily[] families)
    {
        ArgumentNullException.ThrowIfNull(families);
        foreach (var family in families is [] ? [RecordFamily.Chive, RecordFamily.Registry] : families)
        {
            if (!Services.Any(service => service.ImplementationInstance == (object)family)) Services.AddSingleton(family);
        }

        HandshakeFamily.AddTo(Services);
        return this;
    }

    /// <summary>Turns on <see cref="RecordInvites"/>, which writes to the PDSs of the host's accounts over HTTP with the sessions
    /// of <typeparamref name="TSessions"/>. They are a singleton: for scoped services they take
    /// <see cref="IServiceScopeFactory"/> and open a scope in each call.</summary>
    public AtInvitesBuilder AddRepoSessions<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSessions>()
        where TSessions : class, IRepoSessions
    {
        Services.TryAddSingleton<TSessions>();
        Services.Replace(ServiceDescriptor.Singleton<IRepoSessions>(provider => provider.GetRequiredService<TSessions>()));
        HandshakeWriting.AddHttpTo(Services);
        Services.Replace(ServiceDescriptor.Singleton<IRepoWriter>(provider => provider.GetRequiredService<HttpRepoWriter>()));
        HandshakeWriting.AddTo(Services);
        return this;
    }

    /// <summary>Turns on <see cref="RecordInvites"/>, which writes through <typeparamref name="TWriter"/>: for a host that holds
    /// the repositories itself. Of several writers the last one added counts. It is a singleton, like sessions.</summary>
    public AtInvitesBuilder UseRepoWriter<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TWriter>()
        where TWriter : class, IRepoWriter
    {
        Services.Replace(ServiceDescriptor.Singleton<IRepoWriter, TWriter>());
        HandshakeWriting.AddTo(Services);
        return this;
    }

    /// <summary>Reads events from a Jetstream server. It turns record invites on, of both families unless
    /// <see cref="AddRecordInvites"/> names some. A host reads from one; the last call counts.</summary>
    public AtInvitesBuilder AddJetstream(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return AddJetstream(jetstream => jetstream.Url = url);
    }

    /// <summary>Reads events from a Jetstream server, that of <see cref="RecordOptions.Jetstream"/> unless
    /// <paramref name="configure"/> names another. It turns record invites on as the other overload does.</summary>
    public AtInvitesBuilder AddJetstream(Action<JetstreamOptions>? configure = null)
    {
        if (configure is not null) Services.Configure(configure);
        HandshakeFamily.AddTo(Services);
        JetstreamFeed.AddTo(Services);
        return this;
    }

    /// <summary>Reads events from a source of the host's, one of several if need be, each from where its stored cursor is. It
    /// turns record invites on as <see cref="AddJetstream(Uri)"/> does. A source is a singleton.</summary>
    public AtInvitesBuilder AddRecordEvents<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSource>()
        where TSource : class, IRecordEventSource
    {
        HandshakeFamily.AddTo(Services);
        Services.AddSingleton<IRecordEventSource, TSource>();
        return this;
    }

    /// <summary>Adds a lexicon document of the host's to the catalog. A document that is wrong stops the start.</summary>
    public AtInvitesBuilder AddLexicon(string json)
    {
        ArgumentException.ThrowIfNullOrEmpty(json);
        Services.AddSingleton(new HostLexicon(json));
        return this;
    }

    /// <summary>Takes spaces from the host. The methods that keep the library's own spaces are then not mapped; membership
    /// reaches the host through <see cref="AddAdmissionSink{TSink}"/>. The directory is a singleton: for scoped services it takes
    /// <see cref="IServiceScopeFactory"/> and opens a scope in each call.</summary>
    public AtInvitesBuilder UseSpaceDirectory<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TDirectory>()
        where TDirectory : class, ISpaceDirectory
    {
        Services.Replace(ServiceDescriptor.Singleton<ISpaceDirectory, TDirectory>());
        Services.Replace(ServiceDescriptor.Singleton(new SpaceFamily(KeepsSpaces: false)));
        return this;
    }

    /// <summary>Tells the host of every admission, at least once, also after a crash. Several sinks are told in turn;
    /// one that throws keeps those after it waiting. A sink is a singleton: for scoped services it takes
    /// <see cref="IServiceScopeFactory"/> and opens a scope in each call.</summary>
    public AtInvitesBuilder AddAdmissionSink<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSink>()
        where TSink : class, IAdmissionSink
    {
        Services.AddSingleton<IAdmissionSink, TSink>();
        return this;
    }

    private AtInvitesBuilder AddAdmin(Action<AdminOptions> configure)
    {
        Services.AddAdminAuthentication();
        Services.Configure<AtInvitesOptions>(options => configure(options.Admin));
        return this;
    }
}
