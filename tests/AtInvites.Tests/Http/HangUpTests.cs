using AtInvites.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace AtInvites.Tests.Http;

public sealed class HangUpTests
{
    [Fact]
    public async Task A_caller_who_hangs_up_in_the_middle_of_a_body_stores_nothing_and_leaves_no_warning()
    {
        var host = await HttpHost.StartAsync(StoreKind.Memory);
        var space = await host.CreateSpaceAsync();
        var state = await host.StateAsync();
        await using (host)
        {
            for (var call = 0; call < 50; call++)
            {
                using var connection = await RawConnection.OpenAsync(host.Client.BaseAddress!);
                await connection.SendAsync(
                    "POST /xrpc/rsvp.atmo.space.invite.create HTTP/1.1\r\nHost: localhost\r\nX-Caller: did:plc:alice\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n");
                // Said once somebody waits for the body.
                Assert.StartsWith("HTTP/1.1 100 ", await connection.ReceiveAsync());
                await connection.SendAsync($$"""{"spaceUri":"{{space}}",""");
            }

            Assert.Equal(state, await host.StateAsync());
        }

        Assert.DoesNotContain(host.Logs.Entries, entry => entry.Level >= LogLevel.Warning);
    }
}
