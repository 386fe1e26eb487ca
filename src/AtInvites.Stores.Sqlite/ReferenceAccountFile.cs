using AtInvites.Redemption;
using Microsoft.Data.Sqlite;

namespace AtInvites.Stores.Sqlite;

/// <summary>Account codes in the form of the reference PDS: the tables <c>invite_code</c> and <c>invite_code_use</c> of its
/// <c>account.sqlite</c>. Between such a file and a store stands <see cref="CodeArchive"/>.</summary>
public static class ReferenceAccountFile
{
    /// <summary>Every code of the file at <paramref name="path"/> with its uses, newest first, as of one moment. The file is not
    /// written to, and may be in use. A row that cannot be taken as it is, a use of no code among them, is an
    /// <see cref="InvalidDataException"/> that names table and <c>rowid</c>, and nothing is returned; so is a file without these
    /// tables, or a broken one. One that is locked or cannot be opened is an <see cref="IOException"/>. No message contains a
    /// code.</summary>
    public static async Task<IReadOnlyList<CodeRecord>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path)) throw new FileNotFoundException($"AtInvites: there is no file {path}.", path);
        try
        {
            await using var reader = await ReferenceCodeReader.OpenAsync(path, cancellationToken).ConfigureAwait(false);
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException refused)
        {
            throw ReferenceFault.Of(path, refused);
        }
    }

    /// <summary>Writes these codes to a new file, readable by its owner only because it has them in clear text, and returns how
    /// many they were. The file appears whole or not at all; one that is there already is an <see cref="IOException"/> and stays
    /// as it is.</summary>
    public static async Task<int> WriteAsync(
        string path, IAsyncEnumerable<CodeRecord> codes, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(codes);
        using var unfinished = new UnfinishedFile(path);
        int count;
        await using (var writer = await ReferenceCodeWriter.OpenAsync(unfinished.Path, cancellationToken).ConfigureAwait(false))
            count = await writer.WriteAsync(codes, cancellationToken).ConfigureAwait(false);
        unfinished.Finish();
        return count;
    }
}
