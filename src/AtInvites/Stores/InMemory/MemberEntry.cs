namespace AtInvites.Stores.InMemory;

/// <summary>What one account holds in one space. Guarded by the gate.</summary>
internal sealed class MemberEntry
{
    public Member? Direct { get; private set; }

    /// <summary>Numbers of the admissions that still stand.</summary>
    public List<int> Uses { get; } = [];

    public Member ToMember(InMemoryDatabase database)
    {
        var sum = Direct;
        foreach (var number in Uses)
        {
            var grant = database.ToGrant(database.Ledger[number]);
            sum = sum?.With(grant) ?? grant;
        }

        return sum!;
    }

    public void End(InMemoryDatabase database)
    {
        foreach (var number in Uses)
        {
            ref var use = ref database.Ledger[number];
            database.Invites[use.Invite].Remove(ref use);
        }

        Uses.Clear();
        Direct = null;
    }

    public void Grant(Member member) =>
        Direct = Direct?.With(member) ?? member;
}
