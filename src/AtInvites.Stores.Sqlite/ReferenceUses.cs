using AtInvites.Syntax;

namespace AtInvites.Stores.Sqlite;

/// <summary>Uses of one code as they are read, by rising <c>rowid</c>.</summary>
internal sealed class ReferenceUses(long firstRow)
{
    private readonly List<CodeUse> _uses = [];
    private HashSet<Did>? _accounts;

    public long FirstRow { get; } = firstRow;

    /// <summary>Whether a code has them.</summary>
    public bool IsTaken { get; private set; }

    /// <summary>False for an account that is here already.</summary>
    public bool TryAdd(CodeUse use)
    {
        if (_uses.Count > 0 && !(_accounts ??= [_uses[0].UsedBy]).Add(use.UsedBy)) return false;
        _uses.Add(use);
        return true;
    }

    /// <summary>Newest first; of one moment, the row that was written later.</summary>
    public IReadOnlyList<CodeUse> Take()
    {
        IsTaken = true;
        return [.. Enumerable.Reverse(_uses).OrderByDescending(use => use.UsedAt)];
    }
}
