using System.Text;
using AtInvites.Tokens;

namespace AtInvites.Redemption;

/// <summary>Settings of account invite codes.</summary>
public sealed class AccountOptions
{
    /// <summary>Host name that codes begin with, dots as dashes. Default null: that of a <c>did:web</c> service; any other
    /// service must set it.</summary>
    public string? Hostname { get; set; }

    /// <summary>Random groups of a code, five letters and 25 bits each, 2 to 10. Default 2, as on the reference PDS.</summary>
    public int CodeGroups { get; set; } = CodeFormat.MinGroups;

    /// <summary>Time in which an account earns one code, 1 millisecond or more. Default null: none are earned.</summary>
    public TimeSpan? Interval { get; set; }

    /// <summary>Unix milliseconds from which earning is counted, 0 to the end of the year 9999; an account made before starts
    /// there with nothing. Default 0.</summary>
    public long Epoch { get; set; }

    /// <summary>Most codes in one call of <c>com.atproto.server.createInviteCodes</c>, 1 to 100,000. Default 10,000.</summary>
    public int MaxCodesPerCall { get; set; } = 10_000;

    /// <summary>How long a sign-up may hold a code, 1 second to 1 day. Default 2 minutes.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Whether another service, an entryway, manages the codes: creating and administrating them here is then refused.
    /// Default false.</summary>
    public bool ManagedByEntryway { get; set; }

    internal IEnumerable<string> Faults()
    {
        if (Hostname is not null && !IsHostname(Hostname))
            yield return $"AtInvites: Accounts:Hostname \"{Hostname}\" is not a host name; give one such as pds.example.com.";
        if (CodeGroups is < CodeFormat.MinGroups or > CodeFormat.MaxGroups)
            yield return $"AtInvites: Accounts:CodeGroups is {CodeGroups}; it needs "
                + $"{CodeFormat.MinGroups} to {CodeFormat.MaxGroups}.";
        if (Interval < TimeSpan.FromMilliseconds(1))
            yield return $"AtInvites: Accounts:Interval is {Interval}; it needs 1 ms or more, or no value for no earned codes.";
        if (Epoch < 0 || Epoch > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
            yield return $"AtInvites: Accounts:Epoch is {Epoch}; it needs Unix milliseconds, 0 to the end of the year 9999.";
        if (MaxCodesPerCall is < 1 or > 100_000)
            yield return $"AtInvites: Accounts:MaxCodesPerCall is {MaxCodesPerCall}; it needs 1 to 100,000.";
        if (Lease < TimeSpan.FromSeconds(1) || Lease > TimeSpan.FromDays(1))
            yield return $"AtInvites: Accounts:Lease is {Lease}; it needs 1 second to 1 day.";
    }

    /// <summary>Whether codes can begin with it; one with letters beyond ASCII is given as DNS has it (xn--).</summary>
    internal static bool IsHostname(string text) => text.Length is > 0 and <= 253 && Ascii.IsValid(text)
        && Uri.CheckHostName(text) is UriHostNameType.Dns or UriHostNameType.IPv4;
}
