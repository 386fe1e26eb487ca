namespace AtInvites.Records;

/// <summary>Paths of the repository methods, written once.</summary>
internal static class RepoMethods
{
    public const string Get = "/xrpc/com.atproto.repo.getRecord";
    public const string Create = "/xrpc/com.atproto.repo.createRecord";
    public const string Put = "/xrpc/com.atproto.repo.putRecord";
    public const string Delete = "/xrpc/com.atproto.repo.deleteRecord";
}
