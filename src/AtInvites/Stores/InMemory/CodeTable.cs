using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores.InMemory;

/// <summary>Account codes in memory, all under one lock.</summary>
internal sealed class CodeTable
{
    private readonly Dictionary<TokenHash, CodeSlot> _codes = [];
    private readonly Dictionary<Did, List<CodeSlot>> _byOwner = [];
    private readonly Dictionary<Did, List<int>> _usesByAccount = [];
    private readonly Dictionary<Did, List<int>> _usesByInviter = [];
    private readonly List<CodeUseEntry> _log = [];

    public Lock Gate { get; } = new();

    public Dictionary<Did, AccountInvites> Switches { get; } = [];

    /// <summary>The order of a list: by falling rank, ties by falling hash.</summary>
    public static Comparer<CodePosition> Order { get; } = Comparer<CodePosition>.Create(
        (left, right) => right.Rank.CompareTo(left.Rank) is var order and not 0 ? order : right.Code.CompareTo(left.Code));

    /// <summary>Every code's place by time.</summary>
    public SortedSet<CodePosition> Recent { get; } = new(Order);

    /// <summary>Every code's place by use.</summary>
    public SortedSet<CodePosition> Used { get; } = new(Order);

    public IReadOnlyList<CodeUseEntry> Log => _log;

    public CodeSlot? Find(TokenHash code) => _codes.GetValueOrDefault(code);

    public IReadOnlyList<CodeSlot> HeldBy(Did owner) => _byOwner.GetValueOrDefault(owner) ?? [];

    /// <summary>Numbers of the uses that the account made, in the order in which they were made.</summary>
    public IReadOnlyList<int> UsesBy(Did account) => _usesByAccount.GetValueOrDefault(account) ?? [];

    /// <summary>Numbers of the uses of the account's codes.</summary>
    public IReadOnlyList<int> UsesOfCodesOf(Did inviter) => _usesByInviter.GetValueOrDefault(inviter) ?? [];

    public bool HasUsed(Did account, CodeSlot code) => UsesBy(account).Any(number => _log[number].Code == code);

    public void Add(AccountCode row)
    {
        var slot = new CodeSlot(row);
        _codes.Add(slot.Hash, slot);
        Recent.Add(slot.PlaceByTime);
        Used.Add(slot.PlaceByUse);
        if (slot.Owner.Account is { } owner) At(_byOwner, owner).Add(slot);
        // Newest first in the row, oldest first in the log.
        foreach (var use in row.Uses.Reverse()) Use(slot, use.UsedBy, use.UsedAt);
    }

    public void Use(CodeSlot code, Did account, DateTimeOffset at)
    {
        var number = _log.Count;
        _log.Add(new(code, account, Milliseconds.Of(at)));
        Used.Remove(code.PlaceByUse);
        code.Uses.Add(number);
        Used.Add(code.PlaceByUse);
        At(_usesByAccount, account).Add(number);
        if (code.Owner.Account is { } inviter) At(_usesByInviter, inviter).Add(number);
    }

    private static List<T> At<T>(Dictionary<Did, List<T>> lists, Did key)
    {
        if (!lists.TryGetValue(key, out var list)) lists.Add(key, list = []);
        return list;
    }
}
