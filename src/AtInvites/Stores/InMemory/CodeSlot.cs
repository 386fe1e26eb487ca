using AtInvites.Tokens;

namespace AtInvites.Stores.InMemory;

/// <summary>An account code, its uses and its seats. Guarded by the gate of <see cref="CodeTable"/>.</summary>
internal sealed class CodeSlot(AccountCode row)
{
    /// <summary>What never changes; the rest is in the other members.</summary>
    private readonly AccountCode _row = row with { CreatedAt = Milliseconds.Of(row.CreatedAt), Uses = [] };

    public TokenHash Hash => _row.Hash;

    public CodeOwner Owner => _row.Owner;

    public CodeOwner CreatedBy => _row.CreatedBy;

    public DateTimeOffset CreatedAt => _row.CreatedAt;

    public bool IsDisabled { get; set; } = row.IsDisabled;

    /// <summary>Numbers of its uses in the log, in the order in which they were taken.</summary>
    public List<int> Uses { get; } = [];

    /// <summary>End of the lease by holder, in Unix milliseconds.</summary>
    public Dictionary<string, long> Seats { get; } = new(StringComparer.Ordinal);

    /// <summary>Its place in a list by time.</summary>
    public CodePosition PlaceByTime => new(CreatedAt.ToUnixTimeMilliseconds(), Hash, 0);

    /// <summary>Its place in a list by use.</summary>
    public CodePosition PlaceByUse => new(Uses.Count, Hash, 0);

    /// <summary>Whether it was used since the log had <paramref name="asOf"/> uses.</summary>
    public bool IsUsedSince(long asOf) => Uses.Count > 0 && Uses[^1] >= asOf;

    /// <summary>Its place in a list by use when the log had <paramref name="asOf"/> uses.</summary>
    public CodePosition PlaceAsOf(long asOf) => new(Uses.Count(number => number < asOf), Hash, 0);

    public bool IsOpen => !IsDisabled && Uses.Count < _row.Available;

    /// <summary>What somebody who never used it meets. Seats whose lease has ended are given away for good.</summary>
    public CodeStatus Judge(long now)
    {
        foreach (var (holder, end) in Seats)
        {
            if (end <= now) Seats.Remove(holder);
        }

        return Refusals.JudgeCode(IsDisabled, _row.Available, Uses.Count, Seats.Count);
    }

    /// <summary>The row as it stands, newest use first.</summary>
    public AccountCode Read(IReadOnlyList<CodeUseEntry> log) => _row with
    {
        IsDisabled = IsDisabled,
        Uses = [.. Uses.OrderByDescending(number => log[number].UsedAt).ThenByDescending(number => number)
            .Select(number => new CodeUse(log[number].UsedBy, log[number].UsedAt))],
    };
}
