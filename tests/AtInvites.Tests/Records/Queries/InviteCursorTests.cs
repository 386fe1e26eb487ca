using System.Text;
using AtInvites.Records;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;

namespace AtInvites.Tests.Records.Queries;

public sealed class InviteCursorTests
{
    [Theory, OnBothStores]
    public async Task Fifty_come_without_a_limit_and_a_cursor_leads_beyond(StoreKind kind)
    {
        await using var host = await QueryHost.StartAsync(kind);
        await host.TellAsync([.. Enumerable.Range(0, 101)
            .Select(_ => host.Story.Invite(RecordStory.Subject(HttpHost.Alice), HttpHost.Bob))]);

        var first = await host.InvitesAsync(HttpHost.Bob, "invitee", HttpHost.Bob);
        Assert.Equal(50, QueryHost.Uris(first).Length);
        Assert.Equal(101, first.Json.GetProperty("total").GetInt64());
        Assert.Equal(first.Body, (await host.InvitesAsync(
            HttpHost.Bob, "invitee", HttpHost.Bob, "limit", "", "cursor", "", "state", "")).Body);
        var rest = await host.InvitesAsync(
            HttpHost.Bob, "invitee", HttpHost.Bob, "cursor", QueryHost.Cursor(first), "limit", "100");
        Assert.Equal((51, ""), (QueryHost.Uris(rest).Length, QueryHost.Cursor(rest)));
        Assert.Equal(101, rest.Json.GetProperty("total").GetInt64());
        Assert.False(rest.Json.GetProperty("hasMore").GetBoolean());
    }

    [Theory, OnBothStores]
    public async Task A_list_goes_on_behind_its_cursor_whatever_came_went_or_changed_meanwhile(StoreKind kind)
    {
        await using var host = await QueryHost.StartAsync(kind);
        var told = new List<RecordEvent>();
        for (var i = 0; i < 6; i++)
        {
            told.Add(await host.InviteBobAsync());
            host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var first = await host.InvitesAsync(HttpHost.Bob, "invitee", HttpHost.Bob, "limit", "2");
        Assert.Equal([told[5].Uri.Value, told[4].Uri.Value], QueryHost.Uris(first));
        await host.InviteBobAsync();
        await host.TellAsync(
            host.Story.Delete(told[4]), host.Story.Edit(told[3], record => record["role"] = "editor"),
            host.Story.Accept(told[2]), host.Story.Delete(told[1]));

        var rest = await host.InvitesAsync(HttpHost.Bob, "invitee", HttpHost.Bob, "cursor", QueryHost.Cursor(first));
        Assert.Equal(new[] { told[3], told[2], told[0] }.Select(one => one.Uri.Value), QueryHost.Uris(rest));
        Assert.Equal(5, rest.Json.GetProperty("total").GetInt64());
    }

    [Theory, OnBothStores]
    public async Task A_cursor_that_was_never_given_out_is_refused(StoreKind kind)
    {
        await using var host = await QueryHost.StartAsync(kind);
        await host.InviteBobAsync();
        await host.InviteBobAsync();
        var real = QueryHost.Cursor(await host.InvitesAsync(HttpHost.Bob, "invitee", HttpHost.Bob, "limit", "1"));
        var uri = real[(real.IndexOf("::", StringComparison.Ordinal) + 2)..];
        string[] odd =
        [
            "x", "::", "1", "1::", "::" + uri, uri, real + "/", real + "#/x", " " + real, real + " ", "+" + real, "0" + real,
            real.Replace("::", ":"), real.Replace("::", ":::"), "1.5::" + uri, "0x1::" + uri, "-0::" + uri, "1e3::" + uri,
            "١::" + uri, "99999999999999999999::" + uri, "253402300800000000::" + uri, "-62135596800000001::" + uri,
            real.Replace(".invite/", ".inviteAcceptance/"), "1::at://did:plc:alice", "1::at://did:plc:alice/com.example.list/x",
            "1::at://alice.example.com/pub.chive.collaboration.invite/3lpaper222222", real + "::" + real, HttpHost.Bob,
            "1::at://did:plc:alice/pub.chive.collaboration.invite",
        ];
        foreach (var cursor in odd) (await AskAsync(host, cursor)).ShouldBeInvalid("cursor");

        var random = new Random(4711);
        for (var i = 0; i < 300; i++)
        {
            var cursor = new StringBuilder(real);
            cursor[random.Next(cursor.Length)] = (char)random.Next(32, 0x250);
            if (random.Next(3) == 0) cursor.Remove(random.Next(cursor.Length), 1);
            var answer = await AskAsync(host, cursor.ToString());
            if (answer.Status != 200) answer.ShouldBeInvalid("cursor");
            else AssertReadsBack(cursor.ToString());
        }
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z"), InlineData("1969-12-31T23:59:59.999999Z"), InlineData("1970-01-01T00:00:00Z")]
    [InlineData("2027-01-15T08:00:00.123456Z"), InlineData("9999-12-31T23:59:59.999999Z")]
    public void A_place_is_the_same_after_it_was_text(string time)
    {
        var place = new HandshakePosition(
            AtDatetime.Parse(time).ToDateTimeOffset(),
            AtUri.Parse("at://did:web:a.example%3A8080::b/pub.chive.collaboration.invite/a::b~_.-"));

        Assert.True(HandshakeCursor.TryParse(HandshakeCursor.Format(place), RecordIds.ChiveInvite, out var read));
        Assert.Equal(place, read);
    }

    private static void AssertReadsBack(string cursor)
    {
        Assert.True(HandshakeCursor.TryParse(cursor, RecordIds.ChiveInvite, out var place));
        Assert.Equal(cursor, HandshakeCursor.Format(place!.Value));
    }

    private static Task<HostAnswer> AskAsync(QueryHost host, string cursor) =>
        host.InvitesAsync(HttpHost.Bob, "invitee", HttpHost.Bob, "cursor", cursor);
}
