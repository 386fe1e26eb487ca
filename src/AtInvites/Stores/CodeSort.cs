namespace AtInvites.Stores;

/// <summary>Order of a list of account codes (<c>com.atproto.admin.getInviteCodes</c>, <c>sort</c>).</summary>
public enum CodeSort
{
    /// <summary>Newest first.</summary>
    Recent,

    /// <summary>Most used first.</summary>
    Usage,
}
