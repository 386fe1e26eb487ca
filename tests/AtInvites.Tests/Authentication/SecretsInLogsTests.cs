using AtInvites.Authentication;
using AtInvites.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace AtInvites.Tests.Authentication;

public sealed class SecretsInLogsTests
{
    [Fact]
    public async Task No_token_id_or_key_reaches_a_log()
    {
        using var logs = new LogBook();
        await using var world = await AuthWorld.StartAsync();
        await using var host = await ServiceHost.StartAsync(
            world.Directory, world.Clock, new([ServiceAuthDefaults.Scheme]),
            builder => builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));
        const string canary = "canary-jti-7f3a";
        foreach (var key in new[] { world.Key, new AccountKey(SigningCurve.K256), world.Key })
        {
            var token = world.Draft(key).With("jti", $"\"{canary}\"").Sign();
            await host.CallAsync("/xrpc/" + TokenDraft.Method, "Bearer " + token);
            Assert.All(token.Split('.'), part => Assert.DoesNotContain(part, logs.Text));
        }
        Assert.DoesNotContain(canary, logs.Text);
        Assert.DoesNotContain(world.Key.Multikey, logs.Text);
        Assert.All([2000, 2001, 2010], id => Assert.NotEmpty(logs.With(id)));
    }
}
