using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace AtInvites.PostgresServer;

/// <summary>A PostgreSQL server of one's own: a new cluster in a folder for temporary files, on loopback, gone when it is
/// disposed or the process that started it ends, however that ends.</summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    private const string User = "atinvites";

    private readonly string _folder;
    private readonly string _password;
    private readonly string[] _settings;
    private readonly int _port = FreePort();
    private Process? _server;

    private PrivatePostgres(string folder, string password, string[] settings) =>
        (_folder, _password, _settings) = (folder, password, settings);

    /// <summary>To the database <c>postgres</c>, as superuser.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = _port,
        Username = User,
        Password = _password,
        Database = "postgres",
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    /// <summary>Makes a cluster and starts it. Settings are those of <c>postgresql.conf</c>, such as <c>fsync=off</c>.</summary>
    public static async Task<PrivatePostgres> StartAsync(params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("atinvites-postgres-").FullName;
        var server = new PrivatePostgres(folder, RandomNumberGenerator.GetHexString(32), settings);
        try
        {
            await server.InitializeAsync();
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the server of a cluster that was stopped, and answers when it takes connections.</summary>
    public async Task StartAsync()
    {
        // The shell ends the server when its own input ends, which happens also where this process is killed.
        const string script = """
            exec 3<&0
            "$@" 2>&1 </dev/null 3<&- &
            server=$!
            (exec >&- 2>&-; cat <&3; kill -QUIT "$server") &
            watcher=$!
            exec 3<&-
            wait "$server"
            kill "$watcher"
            """;
        var start = AsServerUser("/bin/sh", "-c", script, "sh");
        start.RedirectStandardInput = start.RedirectStandardOutput = true;
        string[] command = [Program("postgres"), "-D", Path.Combine(_folder, "data")];
        foreach (var argument in command.Concat(Settings().SelectMany(setting => new[] { "-c", setting })))
            start.ArgumentList.Add(argument);
        _server = Process.Start(start)!;
        await WaitUntilReadyAsync();
    }

    /// <summary>Stops the server as a crash does: it writes nothing more, and the next start recovers from its log.</summary>
    public Task StopAtOnceAsync() => StopAsync("immediate");

    /// <summary>A new database, and the connection string to it.</summary>
    public async Task<string> CreateDatabaseAsync(string name)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name }.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { HasExited: false }) await StopAsync("immediate");
        _server?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StopAsync(string mode)
    {
        await RunAsync(Program("pg_ctl"), "stop", "-D", Path.Combine(_folder, "data"), "-m", mode, "-w", "-s");
        await _server!.WaitForExitAsync();
    }

    private async Task InitializeAsync()
    {
        var passwords = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(passwords, _password);
        if (Environment.IsPrivilegedProcess) await RunAsRootAsync("chown", "-R", "postgres:", _folder);
        await RunAsync(
            Program("initdb"), "-D", Path.Combine(_folder, "data"), "-U", User, "-E", "UTF8", "--locale=C", "--auth=password",
            $"--pwfile={passwords}", "--no-sync");
    }

    private IEnumerable<string> Settings() =>
    [
        "listen_addresses=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"port={_port}"),
        $"unix_socket_directories={_folder}", "max_connections=400", "logging_collector=off", .. _settings,
    ];

    /// <summary>Reads the server's log up to the line that says so, and lets it run on.</summary>
    private async Task WaitUntilReadyAsync()
    {
        var log = _server!.StandardOutput;
        var lines = new List<string>();
        while (await log.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (!line.EndsWith("database system is ready to accept connections", StringComparison.Ordinal)) continue;
            _ = log.ReadToEndAsync();
            return;
        }

        throw new InvalidOperationException($"PostgreSQL did not start:\n{string.Join('\n', lines)}");
    }

    private static Task RunAsync(params string[] command) => RunAsync(AsServerUser(command));

    private static Task RunAsRootAsync(params string[] command) =>
        RunAsync(new ProcessStartInfo(command[0], command[1..]));

    private static async Task RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var texts = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{start.FileName} failed: {string.Concat(texts)}");
    }

    /// <summary>PostgreSQL refuses to run as root; Debian's package makes a user for it.</summary>
    private static ProcessStartInfo AsServerUser(params string[] command)
    {
        string[] whole = Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", .. command]
            : command;
        return new ProcessStartInfo(whole[0], whole[1..]) { WorkingDirectory = "/" };
    }

    private static string Program(string name) =>
        Path.Combine(PostgresPrograms.Folder ?? throw new InvalidOperationException(PostgresPrograms.Missing), name);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
