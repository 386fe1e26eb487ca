using System.Security.Cryptography;

namespace PdsHost;

/// <summary>Where the sample keeps its database and its keys, for their owner's eyes only.</summary>
internal sealed class DataFolder
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _path;

    /// <summary>Makes what is missing, so that the rights are right also in a folder that others may read.</summary>
    public DataFolder(string path)
    {
        _path = Path.GetFullPath(path);
        Try(() =>
        {
            Make(_path);
            Make(SealKeys.FullName);
        });
    }

    /// <summary>Key of the code hashes. Lost, no code redeems any more.</summary>
    public string HashKey => Path.Combine(_path, "hash.key");

    /// <summary>Keys that seal the texts of codes. Lost, codes redeem but lists mask them.</summary>
    public DirectoryInfo SealKeys => new(Path.Combine(_path, "seal-keys"));

    /// <summary>The file of the database, made when it is missing.</summary>
    public string MakeDatabase()
    {
        var file = Path.Combine(_path, "pds.db");
        // Nothing of SQLite's is open yet: closing the file later would end its locks.
        Try(() => Open(file, FileMode.OpenOrCreate, FileAccess.ReadWrite).Dispose());
        return file;
    }

    /// <summary>The key of session tokens, made at the first start.</summary>
    public byte[] ReadSessionKey()
    {
        var file = Path.Combine(_path, "session.key");
        if (File.Exists(file)) return File.ReadAllBytes(file);
        var draft = $"{file}.{RandomNumberGenerator.GetHexString(8)}";
        using (var stream = Open(draft, FileMode.CreateNew, FileAccess.Write)) stream.Write(RandomNumberGenerator.GetBytes(32));
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

    private void Try(Action make)
    {
        try
        {
            make();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(
                $"Pds:DataFolder is {_path}, which cannot be made or written to: {refused.Message}", refused);
        }
    }

    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnersFile | UnixFileMode.UserExecute);
    }

    private static FileStream Open(string file, FileMode mode, FileAccess access)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnersFile;
        return File.Open(file, options);
    }
}
