namespace AtInvites.Stores.Sql;

/// <summary>One statement and the order in which its parameters are bound.</summary>
/// <param name="Text">SQL with parameters as <c>@name</c>.</param>
/// <param name="Parameters">Each parameter's name without the at sign.</param>
public sealed record SqlStatement(string Text, params string[] Parameters);
