using AtInvites.Stores;

namespace AtInvites.Records;

/// <summary>States as <c>pub.chive.collaboration.listInvites</c> writes them. Their set is open there and closed here: nobody
/// could tell what an unknown one should show.</summary>
internal static class WireState
{
    private const string All = "all";
    private const string Pending = "pending";
    private const string Accepted = "accepted";
    private const string Rejected = "rejected";
    private const string Expired = "expired";

    /// <summary>True with null for <c>all</c>; false for a word that is no state.</summary>
    public static bool TryParse(string? text, out HandshakeState? state)
    {
        state = text switch
        {
            Pending => HandshakeState.Pending,
            Accepted => HandshakeState.Accepted,
            Rejected => HandshakeState.Declined,
            Expired => HandshakeState.Expired,
            _ => null,
        };
        return state is not null || text == All;
    }

    /// <summary>The word for a state that is shown; <see cref="HandshakeState.Revoked"/> has none.</summary>
    public static string ToWire(this HandshakeState state) => state switch
    {
        HandshakeState.Pending => Pending,
        HandshakeState.Accepted => Accepted,
        HandshakeState.Declined => Rejected,
        HandshakeState.Expired => Expired,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "has no word in the lexicon."),
    };
}
