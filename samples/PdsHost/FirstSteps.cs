namespace PdsHost;

/// <summary>Prints what to try once the host listens.</summary>
internal static class FirstSteps
{
    public static void Print(WebApplication app, string adminPassword)
    {
        var url = app.Urls.First();
        if (!app.Environment.IsDevelopment())
        {
            Console.WriteLine($"PdsHost listens on {url}. The administration is \"admin\" with the password that is set.");
            return;
        }

        string Post(string method, string credentials, string body) =>
            $"curl -s {url}/xrpc/com.atproto.{method} {credentials}-H 'Content-Type: application/json' -d '{body}'";
        var admin = $"-u 'admin:{adminPassword}' ";
        var login = $"await new AtpAgent({{ service: '{url}' }}).login({{ identifier: 'alice.test', password: 'secret' }})";
        var account = """{"email":"alice@example.com","handle":"alice.test","password":"secret","inviteCode":"CODE"}""";
        Console.WriteLine($$"""

            PdsHost listens on {{url}}. Try it from another terminal:

            1. make a code         {{Post("server.createInviteCode", admin, """{"useCount":1}""")}}
            2. sign up with it     {{Post("server.createAccount", "", account)}}
            3. see who used it     curl -s {{admin}}'{{url}}/xrpc/com.atproto.admin.getInviteCodes?sort=recent'
            come as a client       {{login}}

            """);
    }
}
