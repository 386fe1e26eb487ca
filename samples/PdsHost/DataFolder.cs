using System.Security.Cryptography;

namespace PdsHost;

/// <summary>Where the sample keeps its database and its keys, for their owner's eyes only.</summary>
internal sealed class DataFolder
{
    private readonly string _path;

    public DataFolder(string path)
    {
        _path = Path.GetFullPath(path);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(_path);
        else Directory.CreateDirectory(_path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public string Database => Path.Combine(_path, "pds.db");

    /// <summary>Key of the code hashes. Lost, no code redeems any more.</summary>
    public string HashKey => Path.Combine(_path, "hash.key");

    /// <summary>Keys that seal the texts of codes. Lost, codes redeem but lists mask them.</summary>
    public DirectoryInfo SealKeys => new(Path.Combine(_path, "seal-keys"));

    /// <summary>The key of session tokens, made at the first start.</summary>
    public byte[] ReadSessionKey()
    {
        var file = Path.Combine(_path, "session.key");
        if (File.Exists(file)) return File.ReadAllBytes(file);
        var draft = $"{file}.{RandomNumberGenerator.GetHexString(8)}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = File.Open(draft, options)) stream.Write(RandomNumberGenerator.GetBytes(32));
        try
        {
            File.Move(draft, file);
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another process came first; its key is the one that counts.
            File.Delete(draft);
        }

        return File.ReadAllBytes(file);
    }
}
