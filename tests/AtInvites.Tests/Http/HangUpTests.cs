using AtInvites.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace AtInvites.Tests.Http;

public sealed class HangUpTests
{
    /// <summary>A connection closed with the answer 100 unread is reset; any other one is ended.</summary>
    [Theory, InlineData(""), InlineData("Expect: 100-continue\r\n")]
    public async Task Callers_who_hang_up_in_the_middle_of_a_body_store_nothing_and_leave_no_warning(string header)
    {
        var host = await HttpHost.StartAsync(StoreKind.Memory);
        var space = await host.CreateSpaceAsync();
        var state = await host.StateAsync();
        var connections = new List<RawConnection>();
        await using (host)
        {
            for (var call = 0; call < 50; call++)
            {
                var connection = await RawConnection.OpenAsync(host.Client.BaseAddress!);
                connections.Add(connection);
                await connection.SendAsync(
                    "POST /xrpc/rsvp.atmo.space.invite.create HTTP/1.1\r\nHost: localhost\r\nX-Caller: did:plc:alice\r\n"
                    + $"Content-Type: application/json\r\nContent-Length: 1000\r\n{header}\r\n{{\"spaceUri\":\"{space}\",");
            }

            await SeeAsync(host, started: connections.Count);
            connections.ForEach(connection => connection.Dispose());
            await SeeAsync(host, ended: connections.Count);
            Assert.Equal(state, await host.StateAsync());
        }

        Assert.DoesNotContain(host.Logs.Entries, entry => entry.Level >= LogLevel.Warning);
    }

    /// <summary>Waits until the server has logged so many calls: what has not begun would be lost with its connection, and what
    /// has not ended with the host.</summary>
    private static async Task SeeAsync(HttpHost host, int started = 0, int ended = 0)
    {
        const string category = "Microsoft.AspNetCore.Hosting.Diagnostics";
        int Count(int id) => host.Logs.Entries.Count(entry =>
            entry.Category == category && entry.Id == id && entry.Text.Contains("invite.create", StringComparison.Ordinal));
        while (Count(1) < started || Count(2) < ended)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
