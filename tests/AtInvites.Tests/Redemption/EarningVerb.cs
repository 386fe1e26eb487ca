namespace AtInvites.Tests.Redemption;

/// <summary>What happens in a history of one account; the comment says what its number means.</summary>
internal enum EarningVerb
{
    /// <summary>Time passes: milliseconds.</summary>
    Wait,

    /// <summary>The account asks for its codes.</summary>
    Ask,

    /// <summary>Somebody uses a code of the account: which.</summary>
    Use,

    /// <summary>The administration disables one: which.</summary>
    Disable,

    /// <summary>The administration disables all that the account holds.</summary>
    DisableAll,

    /// <summary>The administration gives the account a code: for how many uses.</summary>
    Gift,

    /// <summary>The account's invites are disabled, or enabled where the number is even.</summary>
    Switch,

    /// <summary>The operator sets another epoch: milliseconds since the first instant of the history.</summary>
    Epoch,

    /// <summary>The operator sets another interval: milliseconds; 0 for none.</summary>
    Interval,
}
