namespace AtInvites.Authentication;

/// <summary>How the service's administration is known: by a password or by a policy of the host's, one of the two.</summary>
public sealed class AdminOptions
{
    /// <summary>Password of the user <c>admin</c> in HTTP Basic, compared byte by byte in UTF-8. Default null: there is
    /// none. An empty one counts as none.</summary>
    public string? Password { get; set; }

    /// <summary>Name of an authorization policy of the host's that the administration fulfils. Default null: the password
    /// decides.</summary>
    public string? Policy { get; set; }

    /// <param name="faults">Takes them.</param>
    /// <param name="isNeeded">Whether there is something to administrate over HTTP.</param>
    internal void FindFaults(List<string> faults, bool isNeeded)
    {
        var hasPassword = !string.IsNullOrEmpty(Password);
        if (isNeeded && !hasPassword && string.IsNullOrEmpty(Policy))
            faults.Add("AtInvites: nobody can administrate account codes; set Admin:Password or add "
                + ".AddAdminPassword(password), or .AddAdminPolicy(\"your policy\") for an authorization policy of your own.");
        if (hasPassword && !string.IsNullOrEmpty(Policy))
            faults.Add("AtInvites: Admin:Password and Admin:Policy are both set; leave one of them.");
    }
}
