using AtInvites.Hosting;
using AtInvites.Stores.Postgres;
using AtInvites.Stores.Sqlite;
using MinimalHost;

var builder = WebApplication.CreateSlimBuilder(
    new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
var settings = builder.Configuration.GetSection("AtInvites");

var invites = builder.Services.AddAtInvites(settings)
    .AddServiceAuth(identity: identity => settings.GetSection("Identity").Bind(identity));

var connection = builder.Configuration.GetConnectionString("AtInvites");
_ = settings["Store"] switch
{
    "memory" => invites.UseInMemory(),
    "sqlite" or null => invites.UseSqlite(connection ?? "Data Source=atinvites.db"),
    "postgres" => invites.ShareAcrossHosts().UsePostgres(connection ?? throw new InvalidOperationException(
        "AtInvites:Store is postgres; set ConnectionStrings:AtInvites, such as Host=localhost;Database=invites;Username=me.")),
    var other => throw new InvalidOperationException($"AtInvites:Store is \"{other}\"; it is sqlite, postgres or memory."),
};
if (settings["Records:Jetstream"] is { Length: > 0 }) invites.AddJetstream(); // record invites, read from that server
if (builder.Environment.IsDevelopment()) invites.AddDevelopmentCaller();
builder.Services.AddHealthChecks().AddAtInvites();

var app = builder.Build();
app.MapAtInvites();
app.MapHealthChecks("/health/live", new() { Predicate = check => check.Tags.Contains("live") });
app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") });
app.Lifetime.ApplicationStarted.Register(() => FirstSteps.Print(app));
app.Run();
