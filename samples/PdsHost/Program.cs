using System.Security.Cryptography;
using System.Text.Json.Serialization;
using AtInvites.Authentication;
using AtInvites.Hosting;
using PdsHost;
using PdsHost.Accounts;
using PdsHost.Methods;
using PdsHost.Sessions;

var (command, rest) = CodeCommand.Split(args);
var builder = WebApplication.CreateSlimBuilder(
    new WebApplicationOptions { Args = rest, ContentRootPath = AppContext.BaseDirectory });
var settings = builder.Configuration.GetSection("AtInvites");
var pds = builder.Configuration.GetSection("Pds").Get<PdsOptions>() ?? new();
var mayMakeUpPassword = builder.Environment.IsDevelopment() || command is not null;
var adminPassword = (pds.AdminPassword is { Length: > 0 } set ? set : null)
    ?? (mayMakeUpPassword ? RandomNumberGenerator.GetHexString(16, lowercase: true) : null)
    ?? throw new InvalidOperationException("Pds:AdminPassword is not set; outside Development it must be.");

builder.Services.AddSingleton(pds).AddSessions();
builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
builder.Services.ConfigureHttpJsonOptions(json =>
    json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull);

var invites = builder.Services.AddAtInvites(settings)
    .AddAccountCodes<AccountDirectory>()
    .AddCallerScheme(SessionSchemes.Access)
    .AddAdminPassword(adminPassword);
builder.Services.Configure<AtInvitesOptions>(options => options.ServiceDid = pds.Did);
_ = settings["Store"] switch
{
    "memory" => invites.KeepInMemory(),
    "sqlite" or null => invites.KeepIn(new DataFolder(pds.DataFolder)),
    "postgres" => invites.KeepIn(
        builder.Configuration.GetConnectionString("AtInvites") ?? throw new InvalidOperationException(
            "AtInvites:Store is postgres; set ConnectionStrings:AtInvites, such as Host=localhost;Database=pds;Username=pds."),
        new DataFolder(pds.DataFolder)),
    var other => throw new InvalidOperationException($"AtInvites:Store is \"{other}\"; it is sqlite, postgres or memory."),
};
builder.Services.AddHealthChecks().AddAtInvites();

var app = builder.Build();
if (command is not null) return await command.RunAsync(app.Services);

app.UseXrpcFailures();
app.UseExpiredTokens();
app.MapHealthChecks("/health/live", new() { Predicate = check => check.Tags.Contains("live") });
app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") });
app.MapAtInvites();
app.MapGet("/xrpc/com.atproto.server.describeServer", DescribeServer.Handle);
app.MapPost("/xrpc/com.atproto.server.createAccount", CreateAccount.HandleAsync).RequireInviteCode();
app.MapPost("/xrpc/com.atproto.server.createSession", CreateSession.HandleAsync);
app.MapGet("/xrpc/com.atproto.server.getSession", GetSession.HandleAsync).RequireSession(SessionSchemes.Access);
app.MapPost("/xrpc/com.atproto.server.refreshSession", RefreshSession.HandleAsync).RequireSession(SessionSchemes.Refresh);
app.MapGet("/xrpc/com.atproto.admin.getAccountInfo", GetAccountInfo.HandleAsync).RequireAuthorization(AdminAuthDefaults.Policy);
app.MapPost("/xrpc/com.atproto.admin.updateSubjectStatus", UpdateSubjectStatus.HandleAsync)
    .RequireAuthorization(AdminAuthDefaults.Policy);

await app.Services.GetRequiredService<IAccounts>().PrepareAsync(CancellationToken.None);
var shownPassword = adminPassword == pds.AdminPassword ? "PASSWORD" : adminPassword;
app.Lifetime.ApplicationStarted.Register(() => FirstSteps.Print(app, shownPassword));
await app.RunAsync();
return 0;
