namespace AtInvites.Stores;

/// <summary>One page of all account codes.</summary>
public sealed record CodeQuery
{
    /// <summary>In which order.</summary>
    public required CodeSort Sort { get; init; }

    /// <summary>Rows on a page, 1 or more.</summary>
    public required int Limit { get; init; }

    /// <summary><see cref="CodePage.Next"/> of the page before, of the same sort; null starts at the first.</summary>
    public CodePosition? After { get; init; }
}
