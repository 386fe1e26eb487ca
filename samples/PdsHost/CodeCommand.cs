using System.Data.Common;
using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Stores.Sqlite;
using PdsHost.Accounts;

namespace PdsHost;

/// <summary><c>import account.sqlite</c> and <c>export out.sqlite</c>: codes and their uses from the reference PDS, and to it. It
/// may run while the host does, whose sign-ups wait for an import and fail after five seconds: bring in a large file
/// before.</summary>
internal sealed record CodeCommand(string Verb, string File)
{
    private const string Usage = "Usage: PdsHost [import|export FILE] [--setting value]";

    /// <summary>The command that the arguments begin with, and what follows it.</summary>
    public static (CodeCommand? Command, string[] Others) Split(string[] args) => args switch
    {
        ["import" or "export", var file, .. var rest] => (new(args[0], file), rest),
        ["import" or "export"] => (new(args[0], ""), []),
        // Settings are --name value or name=value; a host that starts instead would hide a slip of the pen.
        [var word, ..] when word is not ['-' or '/', ..] && !word.Contains('=', StringComparison.Ordinal) => (new(word, ""), []),
        _ => (null, args),
    };

    /// <summary>The exit code: 0 done, 1 refused with nothing changed, 2 called wrongly.</summary>
    public async Task<int> RunAsync(IServiceProvider services)
    {
        if (File.Length == 0) return Say(2, Usage);
        if (services.GetRequiredService<IAccounts>() is MemoryAccounts)
            return Say(2, "AtInvites:Store is memory, which goes with the process; import into sqlite or postgres.");
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        try
        {
            await services.GetRequiredService<IStoreSchema>().MigrateAsync(stop.Token);
            var archive = services.GetRequiredService<CodeArchive>();
            return Verb == "import" ? await ImportAsync(archive, stop.Token) : await ExportAsync(archive, stop.Token);
        }
        catch (Exception refused)
            when (refused is IOException or InvalidDataException or InvalidOperationException or DbException)
        {
            return Say(1, refused.Message);
        }
        catch (OperationCanceledException)
        {
            return Say(1, "Stopped; nothing was changed.");
        }
    }

    private async Task<int> ImportAsync(CodeArchive archive, CancellationToken cancellationToken)
    {
        var codes = await ReferenceAccountFile.ReadAsync(File, cancellationToken);
        if (!await archive.ImportAsync(codes, cancellationToken))
            return Say(1, $"Nothing was imported: codes of {File} are here already.");
        return Say(0, $"Imported {codes.Count} codes with {codes.Sum(code => code.Uses.Count)} uses from {File}.");
    }

    private async Task<int> ExportAsync(CodeArchive archive, CancellationToken cancellationToken)
    {
        var codes = archive.ExportAsync(cancellationToken);
        var count = await ReferenceAccountFile.WriteAsync(File, codes, cancellationToken);
        return Say(0, $"Exported {count} codes with their uses to {File}.");
    }

    private static int Say(int exitCode, string message)
    {
        (exitCode == 0 ? Console.Out : Console.Error).WriteLine(message);
        return exitCode;
    }
}
