using AtInvites.Hosting;
using AtInvites.Stores.Sqlite;
using MinimalHost;

var builder = WebApplication.CreateSlimBuilder(
    new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
var settings = builder.Configuration.GetSection("AtInvites");

var invites = builder.Services.AddAtInvites(settings)
    .AddServiceAuth(identity: identity => settings.GetSection("Identity").Bind(identity));

_ = settings["Store"] switch
{
    "memory" => invites.UseInMemory(),
    "sqlite" or null => invites.UseSqlite(builder.Configuration.GetConnectionString("AtInvites") ?? "Data Source=atinvites.db"),
    var other => throw new InvalidOperationException($"AtInvites:Store is \"{other}\"; it is sqlite or memory."),
};
if (settings["Records:Jetstream"] is { Length: > 0 }) invites.AddJetstream(); // record invites, read from that server
if (builder.Environment.IsDevelopment()) invites.AddDevelopmentCaller();

var app = builder.Build();
app.MapAtInvites();
app.Lifetime.ApplicationStarted.Register(() => FirstSteps.Print(app));
app.Run();
