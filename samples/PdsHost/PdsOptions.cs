namespace PdsHost;

/// <summary>The settings of the sample's own, under <c>Pds</c>.</summary>
internal sealed class PdsOptions
{
    /// <summary>Host name of the service: of its DID, and what codes begin with.</summary>
    public string Hostname { get; set; } = "localhost";

    /// <summary>Password of the user <c>admin</c>. In Development one is made up where none is set.</summary>
    public string? AdminPassword { get; set; }

    /// <summary>Folder of the database and the keys; made when it is missing.</summary>
    public string DataFolder { get; set; } = "pds-data";

    /// <summary>How long an access token lasts before the client has to refresh it.</summary>
    public TimeSpan AccessLifetime { get; set; } = TimeSpan.FromHours(2);

    public string Did => $"did:web:{Hostname}";
}
