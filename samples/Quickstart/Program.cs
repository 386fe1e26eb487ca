using AtInvites.Hosting;
using AtInvites.Stores.Sqlite;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAtInvites(options => options.ServiceDid = "did:web:invites.example.com")
    .UseSqlite("Data Source=invites.db")
    .AddServiceAuth();

var app = builder.Build();
app.MapAtInvites();
app.Run();
