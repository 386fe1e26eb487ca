namespace AtInvites.Tests.Hosting;

/// <summary>A folder that goes with its owner.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("atinvites-").FullName;

    public string Database => System.IO.Path.Combine(Path, "invites.db");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
