using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using AtInvites.Hosting;
using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tests.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AtInvites.Tests.Hosting;

[Collection(ProcessWide.Name)]
public sealed class CanaryTests
{
    private const string CanaryKey = "Q2FuYXJ5IGtleSB0aGF0IG11c3Qgc2hvdyBub3doZXJlIGF0IGFsbCE=";

    [Theory, OnBothStores]
    public async Task No_token_and_no_key_shows_in_any_log_activity_measurement_or_exception(StoreKind kind)
    {
        FailingRedemptions? faults = null;
        using var activities = new ActivityBook(source: null);
        using var meters = new MeterBook(host: null);
        await using var host = await HttpHost.StartAsync(kind, new()
        {
            LogLevel = LogLevel.Trace,
            Options = options => options.Tokens.HashKey = CanaryKey,
            Around = stores => stores with { Redemptions = faults = new(stores.Redemptions) },
            Builder = invites => invites.AddServiceAuth(),
        });
        var minted = await EveryOutcome.MakeAsync(host);
        foreach (var invite in minted)
        {
            faults!.FailNext(afterwards: true);
            Assert.Equal(503, (await host.RedeemAsync("did:plc:late", invite.Token)).Status);
            await host.PostAsync("invite.redeem", HttpHost.Bob, $$"""{"token":"{{invite.Token}}","token":1}""");
            await host.PostAsync("invite.redeem", HttpHost.Bob, $$"""{"token":["{{invite.Token}}"]}""");
            await host.PostAsync("invite.redeem", HttpHost.Bob, $$"""{"token":"{{invite.Token}}" """);
            await host.PostAsync("invite.redeem", caller: null, $$"""{"token":"{{invite.Token}}"}""");
        }

        var text = new StringBuilder(host.Logs.Text).AppendJoin('\n', activities.Text).AppendJoin('\n', meters.Totals).ToString();

        Assert.Contains("rsvp.atmo.space.invite.redeem", host.Logs.Text);
        Assert.Contains("the connection was lost", host.Logs.Text);
        Assert.Contains(activities.Stopped, one => one.OperationName == "invite.redeem");
        var forms = minted.SelectMany(invite => Forms(invite.Token)).Concat(KeyForms());
        Assert.All(forms, form => Assert.DoesNotContain(form, text));
    }

    [Theory, OnBothStores]
    public async Task An_outcome_shows_its_token_to_nobody_who_prints_or_serialises_it(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind, new() { Options = options => options.Tokens.HashKey = CanaryKey });
        var space = await host.CreateSpaceAsync();
        var outcome = await host.Services.GetRequiredService<InviteIssuer>().IssueAsync(
            new() { Space = AtUri.Parse(space), Perms = Perms.Read, CreatedBy = Did.Parse(HttpHost.Alice), Note = "n" },
            TestContext.Current.CancellationToken);
        var text = new StringBuilder($"{outcome} {outcome.Secret} {outcome.Invite} {outcome.Secret.GetHashCode()}")
            .Append(JsonSerializer.Serialize(outcome.Secret));
        Print(outcome, text, depth: 0);
        Print(host.Services.GetRequiredService<AtInvitesOptions>().Tokens.ToString(), text, depth: 0);

        Assert.Contains("[secret]", text.ToString());
        foreach (var form in Forms(outcome.Secret.Reveal()).Concat(KeyForms())) Assert.DoesNotContain(form, text.ToString());
    }

    private static void Print(object? value, StringBuilder text, int depth)
    {
        if (value is null || depth > 4) return;
        text.Append(value).AppendLine();
        if (value.GetType().Namespace?.StartsWith("AtInvites", StringComparison.Ordinal) != true) return;
        foreach (var property in value.GetType().GetProperties().Where(one => one.GetIndexParameters().Length == 0))
        {
            if (property.GetMethod!.IsStatic || property.PropertyType.IsByRefLike) continue;
            Print(property.GetValue(value), text, depth + 1);
        }
    }

    private static IEnumerable<string> Forms(string token) => [token, .. Forms(Base64Url.DecodeFromChars(token))];

    private static IEnumerable<string> KeyForms() => [CanaryKey, .. Forms(Convert.FromBase64String(CanaryKey))];

    private static string[] Forms(byte[] secret) =>
    [
        Convert.ToHexString(secret), Convert.ToHexStringLower(secret), BitConverter.ToString(secret),
        Base64Url.EncodeToString(secret),
        Convert.ToBase64String(secret), Convert.ToBase64String(secret).TrimEnd('='), string.Join(',', secret),
    ];
}
