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

        Console.WriteLine($"""

            AtInvites listens on {url}. Try it from another terminal:

            1. make a space        curl -s {url}/xrpc/rsvp.atmo.space.admin.createSpace -H 'X-Dev-Did: did:plc:alice' -H 'Content-Type: application/json' -d '{"{"}"key":"party"{"}"}'
            2. mint an invite      curl -s {url}/xrpc/rsvp.atmo.space.invite.create -H 'X-Dev-Did: did:plc:alice' -H 'Content-Type: application/json' -d '{"{"}"spaceUri":"at://did:plc:alice/rsvp.atmo.space/party","maxUses":5{"}"}'
            3. redeem its token    curl -s {url}/xrpc/rsvp.atmo.space.invite.redeem -H 'X-Dev-Did: did:plc:bob' -H 'Content-Type: application/json' -d '{"{"}"token":"TOKEN"{"}"}'
            see the members        curl -s -H 'X-Dev-Did: did:plc:alice' '{url}/xrpc/rsvp.atmo.space.listMembers?spaceUri=at://did:plc:alice/rsvp.atmo.space/party'

            """);
    }
}
