namespace AtInvites.Xrpc;

/// <summary>How many wrong tokens and codes are answered before the caller has to wait. Right ones cost nothing. The defaults
/// let a crowd behind one address mistype, and are nothing against 50 bits.</summary>
public sealed class GuessOptions
{
    private const int Most = 1_000_000_000;

    /// <summary>Whether wrong guesses are counted. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Wrong guesses of one address in a window, 1 to 1,000,000,000; of an IPv6 address its /64 counts. Default
    /// 1,000.</summary>
    public int PerAddress { get; set; } = 1_000;

    /// <summary>Wrong guesses of one account in a window, from whatever address, 1 to 1,000,000,000. Default
    /// 1,000.</summary>
    public int PerAccount { get; set; } = 1_000;

    /// <summary>Wrong guesses of everybody in a window, 1 to 1,000,000,000. When it is spent, right ones go on working. Default
    /// 10,000.</summary>
    public int Global { get; set; } = 10_000;

    /// <summary>How long a budget lasts from the first wrong guess, 1 second to 1 day. Default 5 minutes.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(5);

    internal void FindFaults(List<string> faults)
    {
        foreach (var (name, value) in new[] { ("PerAddress", PerAddress), ("PerAccount", PerAccount), ("Global", Global) })
        {
            if (value is < 1 or > Most)
                faults.Add($"AtInvites: Guesses:{name} is {value}; it needs 1 to 1,000,000,000.");
        }
        if (Window < TimeSpan.FromSeconds(1) || Window > TimeSpan.FromDays(1))
            faults.Add($"AtInvites: Guesses:Window is {Window}; it needs 1 second to 1 day.");
    }
}
