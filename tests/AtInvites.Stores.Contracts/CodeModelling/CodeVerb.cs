namespace AtInvites.Stores.Contracts.CodeModelling;

/// <summary>What a step of a sequence asks of the stores of account codes.</summary>
public enum CodeVerb
{
    Add,
    Find,
    List,
    ListFor,
    Disable,
    Earn,
    FindOwner,
    Reserve,
    Commit,
    Release,
    Redeem,
    SetSwitch,
    FindSwitch,
    FindUsed,
    ListInvitees,
    ReadSubtree,
    DisableSubtree,
    Reopen,
}
