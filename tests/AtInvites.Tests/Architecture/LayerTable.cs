namespace AtInvites.Tests.Architecture;

/// <summary>Which layer may name which: the table of ARCHITECTURE.md. A layer is the namespace after <c>AtInvites.</c></summary>
internal static class LayerTable
{
    private static readonly string[] Engine =
        ["Syntax", "Lexicons", "Tokens", "Stores", "Redemption", "Authentication", "Xrpc"];

    private static readonly Dictionary<string, string[]> Rows = new()
    {
        ["Syntax"] = [],
        ["Lexicons"] = ["Syntax"],
        ["Tokens"] = [],
        ["Stores"] = ["Syntax", "Tokens"],
        ["Stores.InMemory"] = ["Stores", "Syntax", "Tokens"],
        ["Stores.Sql"] = ["Stores", "Syntax", "Tokens"],
        ["Redemption"] = ["Syntax", "Tokens", "Stores"],
        ["Authentication"] = ["Syntax"],
        ["Xrpc"] = ["Syntax", "Lexicons"],
        ["Spaces"] = Engine,
        ["Accounts"] = Engine,
        ["Records"] = Engine,
        ["Records.Jetstream"] = [.. Engine, "Records"],
        ["Hosting"] =
            [.. Engine, "Stores.InMemory", "Stores.Sql", "Spaces", "Accounts", "Records", "Records.Jetstream"],
        // Packages of their own: SQL text, a data source, and the call that a host writes. SQLite also reads and writes the
        // reference PDS's file, whose rows are the engine's CodeRecord.
        ["Stores.Sqlite"] = ["Stores", "Stores.Sql", "Hosting", "Redemption", "Syntax", "Tokens"],
        ["Stores.Postgres"] = ["Stores", "Stores.Sql", "Hosting"],
    };

    public static IReadOnlyCollection<string> Layers => Rows.Keys;

    public static bool Allows(string from, string to) => from == to || Rows[from].Contains(to);

    /// <summary>The layer that a file's folder makes it part of, or null where the folder is none.</summary>
    public static string? LayerOf(SourceFile file)
    {
        if (!file.Folder.StartsWith("src/AtInvites", StringComparison.Ordinal)) return null;
        var name = file.Folder["src/AtInvites".Length..].TrimStart('/', '.').Replace('/', '.');
        return Rows.ContainsKey(name) ? name : null;
    }

    /// <summary>The longest layer that a dotted name begins with, such as <c>Stores.Sql</c> for
    /// <c>Stores.Sql.SqlDialect</c>.</summary>
    public static string? LayerIn(string dotted) =>
        Rows.Keys.Where(layer => dotted == layer || dotted.StartsWith(layer + ".", StringComparison.Ordinal))
            .MaxBy(layer => layer.Length);
}
