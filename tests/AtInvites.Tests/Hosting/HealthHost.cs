using System.Text.Json;
using AtInvites.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AtInvites.Tests.Hosting;

/// <summary>Health checks of a host as an orchestrator sees them, with all that they tell.</summary>
internal static class HealthHost
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Adds the checks to a host of the tests and maps them by tag.</summary>
    public static HostSettings With(HostSettings settings) => new()
    {
        Clock = settings.Clock,
        Folder = settings.Folder,
        Connection = settings.Connection,
        Options = settings.Options,
        Around = settings.Around,
        Builder = invites =>
        {
            // Twice, as an extension of the host's might.
            invites.Services.AddHealthChecks().AddAtInvites().AddAtInvites();
            settings.Builder?.Invoke(invites);
        },
        Map = app => Map(app),
    };

    /// <summary>A check's status and its text, data included, after the HTTP status of the endpoint.</summary>
    public static async Task<(int Code, string Status, string Text)> AskAsync(HttpClient client, string tag, string check)
    {
        using var response = await client.GetAsync($"/health/{tag}", Token);
        var body = await response.Content.ReadAsStringAsync(Token);
        var entry = JsonElement.Parse(body).GetProperty(check);
        return ((int)response.StatusCode, entry.GetProperty("status").GetString()!, entry.GetRawText());
    }

    private static void Map(WebApplication app)
    {
        foreach (var tag in (string[])["live", "ready"])
        {
            app.MapHealthChecks($"/health/{tag}", new HealthCheckOptions
            {
                Predicate = check => check.Tags.Contains(tag),
                ResponseWriter = WriteAsync,
            });
        }
    }

    private static Task WriteAsync(HttpContext http, HealthReport report) =>
        http.Response.WriteAsync(JsonSerializer.Serialize(report.Entries.ToDictionary(entry => entry.Key, entry => new
        {
            status = $"{entry.Value.Status}",
            text = entry.Value.Description,
            data = entry.Value.Data.ToDictionary(pair => pair.Key, pair => $"{pair.Value}"),
            fault = entry.Value.Exception?.Message,
        })));
}
