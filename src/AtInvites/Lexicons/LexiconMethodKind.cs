namespace AtInvites.Lexicons;

/// <summary>How an XRPC method is called.</summary>
public enum LexiconMethodKind
{
    /// <summary>Over GET, with parameters in the query string.</summary>
    Query,

    /// <summary>Over POST, with an optional body.</summary>
    Procedure,

    /// <summary>Over a WebSocket.</summary>
    Subscription,
}
