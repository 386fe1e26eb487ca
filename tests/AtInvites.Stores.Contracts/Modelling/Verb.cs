namespace AtInvites.Stores.Contracts.Modelling;

/// <summary>What a step of a sequence asks of the stores.</summary>
public enum Verb
{
    AddInvite,
    FindInvite,
    ListInvites,
    Revoke,
    RevokeAll,
    Sweep,
    Redeem,
    ListPending,
    Acknowledge,
    CreateSpace,
    FindSpace,
    ListSpaces,
    DeleteSpace,
    AddMember,
    RemoveMember,
    FindMember,
    ListMembers,
    Reopen,
}
