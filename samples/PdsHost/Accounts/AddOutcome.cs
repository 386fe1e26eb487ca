namespace PdsHost.Accounts;

/// <summary>What became of a sign-up.</summary>
internal enum AddOutcome
{
    Added,
    HandleTaken,
    EmailTaken,

    /// <summary>The lease of the code ended before the account was there.</summary>
    CodeGone,
}
