using AtInvites.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace AtInvites.Tests.Accounts;

public sealed class CodesInLogsTests
{
    [Theory, OnBothStores]
    public async Task Neither_a_code_nor_the_password_nor_the_key_is_logged(StoreKind kind)
    {
        await using var host = await SignUpHost.StartAsync(
            kind, SignUpHost.MakeAccount, new() { LogLevel = LogLevel.Trace, Options = options => options.Accounts.Interval = Day });
        host.Clock.Advance(Day);
        var codes = new List<string> { await host.MintAsync(), await host.MintAsync(1, HttpHost.Alice) };
        codes.AddRange(AccountHost.Codes(await host.OwnAsync(HttpHost.Alice)));
        (await host.SignUpAsync(codes[0])).ShouldBeOk();
        Assert.Equal("InvalidInviteCode", (await host.SignUpAsync(codes[0])).Error);
        (await host.AdminAsync("disableInviteCodes", $$"""{"codes":["{{codes[1]}}"]}""")).ShouldBeOk();
        (await host.AdminAsync("createInviteCodes", """{"useCount":0}""")).ShouldBeInvalid();
        await host.ListAsync($"?limit=1&cursor={AccountHost.Cursor(await host.ListAsync("?limit=1"))}");

        Assert.NotEmpty(host.Http.Logs.Entries);
        foreach (var secret in codes.Append(AccountHost.Password).Append(HttpHost.Key))
            Assert.DoesNotContain(secret, host.Http.Logs.Text);
    }

    private static TimeSpan Day => TimeSpan.FromDays(1);
}
