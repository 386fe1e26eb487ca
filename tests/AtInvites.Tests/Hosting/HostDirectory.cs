using System.Collections.Concurrent;
using AtInvites.Spaces;
using AtInvites.Syntax;

namespace AtInvites.Tests.Hosting;

/// <summary>A host's own spaces.</summary>
internal sealed class HostDirectory(HostDirectory.Book book) : ISpaceDirectory
{
    public ValueTask<Did?> FindOwnerAsync(AtUri space, CancellationToken cancellationToken) =>
        new(book.Owners.TryGetValue(space.Value, out var owner) ? Did.Parse(owner) : null);

    /// <summary>Space to owner, kept by the test.</summary>
    internal sealed class Book
    {
        public ConcurrentDictionary<string, string> Owners { get; } = new();
    }
}
