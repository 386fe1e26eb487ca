using AtInvites.Authentication;
using AtInvites.Tests.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AtInvites.Tests.Authentication;

/// <summary>A real host on loopback: <c>/xrpc/{method}</c> answers the caller as a <see cref="CallerReader"/> reads it,
/// <c>/twice/{method}</c> reads it
/// twice, <c>/challenge/{method}</c> runs the scheme's challenge.</summary>
internal sealed class ServiceHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ServiceHost(WebApplication app) => _app = app;

    public HttpClient Client { get; } = new(new SocketsHttpHandler { UseProxy = false });

    public static async Task<ServiceHost> StartAsync(
        DirectoryServer directory, ManualClock clock, CallerReader reader, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(clock);
        AuthWorld.Register(builder.Services, directory);
        configure?.Invoke(builder);
        var app = builder.Build();
        app.Map("/xrpc/{**method}", async (HttpContext context) =>
        {
            var result = await reader.ReadAsync(context);
            return result.Caller?.Value ?? $"{result.Fault!.Error}: {result.Fault.Message}";
        });
        app.Map("/twice/{method}", async (HttpContext context) =>
        {
            await reader.ReadAsync(context);
            return (await reader.ReadAsync(context)).Caller?.Value ?? "refused";
        });
        app.Map("/challenge/{method}", (HttpContext context) => context.ChallengeAsync(ServiceAuthDefaults.Scheme));
        await app.StartAsync(TestContext.Current.CancellationToken);
        var host = new ServiceHost(app);
        host.Client.BaseAddress = new(app.Urls.First());
        return host;
    }

    public async Task<HttpResponseMessage> SendAsync(string path, params string[] authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative));
        foreach (var value in authorization) Assert.True(request.Headers.TryAddWithoutValidation("Authorization", value));
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<string> CallAsync(string path, params string[] authorization)
    {
        using var response = await SendAsync(path, authorization);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
