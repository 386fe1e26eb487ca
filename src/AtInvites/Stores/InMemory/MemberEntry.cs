namespace AtInvites.Stores.InMemory;

/// <summary>What one account holds in one space. Guarded by the gate.</summary>
internal sealed class MemberEntry
{
    public Member? Direct { get; private set; }

    /// <summary>Admissions that still stand.</summary>
    public List<Use> Uses { get; } = [];

    public Member ToMember()
    {
        var sum = Direct;
        foreach (var use in Uses)
        {
            var grant = use.ToGrant();
            sum = sum?.With(grant) ?? grant;
        }

        return sum!;
    }

    public void End()
    {
        foreach (var use in Uses) use.Invite.Remove(use);
        Uses.Clear();
        Direct = null;
    }

    public void Grant(Member member) =>
        Direct = Direct?.With(member) ?? member;
}
