using AtInvites.Records;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AtInvites.Hosting;

/// <summary>Writing record invites: on with a way to repositories, and then registered whole.</summary>
internal static class HandshakeWriting
{
    public static bool IsOn(IServiceProviderIsService services) => services.IsService(typeof(RecordInvites));

    public static void AddTo(IServiceCollection services)
    {
        services.TryAddSingleton<RecordSender>();
        services.TryAddSingleton<InviteWriting>();
        services.TryAddSingleton<AnswerWriting>();
        services.TryAddSingleton(provider => new RecordInvites(
            provider.GetRequiredService<InviteWriting>(), provider.GetRequiredService<AnswerWriting>()));
    }

    public static void AddHttpTo(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(HttpRepoWriter))) return;
        services.AddHttpClient(HttpRepoWriter.ClientName, client => client.Timeout = TimeSpan.FromSeconds(30))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                // What is sent authorizes, so it goes nowhere else; and one client serves many accounts.
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            });
        services.AddSingleton(provider => new HttpRepoWriter(
            provider.GetRequiredService<IHttpClientFactory>(), provider.GetRequiredService<IRepoSessions>()));
    }
}
