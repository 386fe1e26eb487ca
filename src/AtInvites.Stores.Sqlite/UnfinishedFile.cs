using System.Security.Cryptography;

namespace AtInvites.Stores.Sqlite;

/// <summary>A file under another name beside its place, until it is whole. Disposed before, it is gone.</summary>
internal sealed class UnfinishedFile : IDisposable
{
    private readonly string _place;

    /// <summary>Makes the file, empty and its owner's only.</summary>
    public UnfinishedFile(string place)
    {
        _place = place;
        if (File.Exists(place)) throw Taken();
        Path = $"{place}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}.part";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.Open(Path, options).Dispose();
    }

    public string Path { get; }

    /// <summary>Puts it in its place, unless something came there meanwhile.</summary>
    public void Finish()
    {
        if (File.Exists(_place)) throw Taken();
        File.Move(Path, _place);
    }

    public void Dispose()
    {
        File.Delete(Path);
        // What SQLite would roll back with, were the file still there.
        File.Delete(Path + "-journal");
    }

    private IOException Taken() => new($"AtInvites: {_place} is there already; name a new file.");
}
