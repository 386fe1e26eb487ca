using AtInvites.Hosting;
using AtInvites.Records;

namespace MinimalHost;

/// <summary>Prints what to try once the host listens.</summary>
internal static class FirstSteps
{
    public static void Print(WebApplication app)
    {
        var url = app.Urls.First();
        if (!app.Environment.IsDevelopment())
        {
            Console.WriteLine($"AtInvites listens on {url}. Callers need a service-auth token; in Development curl is enough.");
            return;
        }

        var type = app.Services.GetRequiredService<AtInvitesOptions>().Spaces.DefaultType;
        var space = $"at://did:plc:alice/{type}/party";
        string Post(string method, string caller, string body) =>
            $"curl -s {url}/xrpc/rsvp.atmo.space.{method} -H 'X-Dev-Did: {caller}' " +
            $"-H 'Content-Type: application/json' -d '{body}'";
        var members = $"'{url}/xrpc/rsvp.atmo.space.listMembers?spaceUri={space}'";
        Console.WriteLine($$"""

            AtInvites listens on {{url}}. Try it from another terminal:

            1. make a space        {{Post("admin.createSpace", "did:plc:alice", """{"key":"party"}""")}}
            2. mint an invite      {{Post("invite.create", "did:plc:alice", $$"""{"spaceUri":"{{space}}","maxUses":5}""")}}
            3. redeem its token    {{Post("invite.redeem", "did:plc:bob", """{"token":"TOKEN"}""")}}
            see the members        curl -s -H 'X-Dev-Did: did:plc:alice' {{members}}
            ask if it is well      curl -s {{url}}/health/ready

            """);
        if (app.Services.GetService<RecordOptions>()?.Jetstream is { } jetstream)
        {
            var invites = $"'{url}/xrpc/pub.chive.collaboration.listInvites?invitee=did:plc:bob'";
            Console.WriteLine($"Records are read from {jetstream.Host}: curl -s -H 'X-Dev-Did: did:plc:bob' {invites}");
        }
    }
}
