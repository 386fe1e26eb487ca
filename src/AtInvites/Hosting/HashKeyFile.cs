using System.Security.Cryptography;
using System.Text;
using AtInvites.Tokens;
using Microsoft.Extensions.Options;

namespace AtInvites.Hosting;

/// <summary>Takes the hash key from its file before the settings are checked, and makes the file where there is none. What goes
/// wrong comes up with the other faults of the settings.</summary>
internal sealed class HashKeyFile : IPostConfigureOptions<AtInvitesOptions>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The file, where it was not there before this process.</summary>
    public string? Made { get; private set; }

    public void PostConfigure(string? name, AtInvitesOptions options)
    {
        var tokens = options.Tokens;
        if (tokens.HashKey is not null || tokens.HashKeyFile is not { } path) return;
        try
        {
            var text = File.Exists(path) ? Read(path) : Make(path);
            tokens.HashKeyFileFault = TokenOptions.KeyFault(TokenOptions.HashKeyFileName, text);
            if (tokens.HashKeyFileFault is null) tokens.HashKey = text;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            tokens.HashKeyFileFault = $"AtInvites: {TokenOptions.HashKeyFileName} \"{path}\" can be neither read nor made; "
                + $"name a file that this process may use. {fault.Message}";
        }
    }

    private string Make(string path)
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(TokenOptions.MinKeyBytes));
        var creation = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) creation.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var file = new FileStream(path, creation);
            file.Write(Encoding.ASCII.GetBytes(key));
            // Codes are lost with their key: it is on the disk before any is hashed with it.
            file.Flush(flushToDisk: true);
            Made = path;
            return key;
        }
        catch (IOException) when (File.Exists(path))
        {
            return Read(path);
        }
    }

    /// <summary>The process that makes the file is waited for while the file is locked or empty.</summary>
    private static string Read(string path)
    {
        var text = "";
        SpinWait.SpinUntil(() => (text = TryRead(path)).Length > 0, Patience);
        return text.Length > 0 ? text : File.ReadAllText(path).Trim();
    }

    private static string TryRead(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (IOException fault) when (fault is not (FileNotFoundException or DirectoryNotFoundException))
        {
            return "";
        }
    }
}
