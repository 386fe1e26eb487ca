namespace AtInvites.Stores.Sql;

/// <summary>One step of a schema. Steps are applied in order, each once and in a transaction of its own, and never changed after
/// a release.</summary>
/// <param name="Number">1 for the first, without gaps.</param>
/// <param name="Text">SQL, several statements allowed.</param>
public sealed record SqlMigration(int Number, string Text);
