namespace AtInvites.Records;

/// <summary>Names of <see cref="RepoError"/> that no PDS says.</summary>
public static class RepoErrorNames
{
    /// <summary>The host has no session for the account. Nothing was sent.</summary>
    public const string NoSession = "NoSession";

    /// <summary>The status says that it was done and the body does not say what: it is not as the lexicon has it. A record
    /// may have been written.</summary>
    public const string InvalidResponse = "InvalidResponse";

    internal const string RecordNotFound = "RecordNotFound";
}
