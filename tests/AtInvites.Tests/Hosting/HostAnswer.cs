using System.Net;
using System.Text.Json;

namespace AtInvites.Tests.Hosting;

/// <summary>An answer of a host, read whole.</summary>
internal sealed record HostAnswer(int Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonElement.Parse(Body);

    public string? Error => Json.GetProperty("error").GetString();

    public string? Message => Json.GetProperty("message").GetString();

    public static async Task<HostAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(pair => pair.Key, pair => string.Join(", ", pair.Value), StringComparer.OrdinalIgnoreCase);
        return new((int)response.StatusCode, body, headers);
    }

    /// <summary>Refused so, with this name.</summary>
    public HostAnswer ShouldBe(HttpStatusCode status, string error)
    {
        Assert.Equal(((int)status, error), (Status, Error));
        return this;
    }

    public HostAnswer ShouldBeOk()
    {
        Assert.True(Status == 200, $"{Status} {Body}");
        return this;
    }

    /// <summary>Taken; only a member that is not there stays not found.</summary>
    public void ShouldBeOkOrGone(string method)
    {
        if (method == "admin.removeMember") ShouldBe(HttpStatusCode.NotFound, "NotFound");
        else ShouldBeOk();
    }

    /// <summary>Refused as a bad request whose message says this.</summary>
    public HostAnswer ShouldBeInvalid(string message = "")
    {
        Assert.True(Status == 400, $"{Status} {Body}");
        Assert.Equal("InvalidRequest", Error);
        Assert.Contains(message, Message);
        return this;
    }
}
