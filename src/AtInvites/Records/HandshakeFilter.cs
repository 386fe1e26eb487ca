using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>Which invites of a list are shown, and which page of them. What is null does not filter.</summary>
public sealed record HandshakeFilter
{
    /// <summary>How they stand now; null means any but <see cref="HandshakeState.Revoked"/>.</summary>
    public HandshakeState? State { get; init; }

    /// <summary>The collection of what is shared.</summary>
    public Nsid? SubjectCollection { get; init; }

    /// <summary>Name of the family of lexicons.</summary>
    public string? Family { get; init; }

    /// <summary>Rows on a page, 1 to <see cref="Collaborations.MaxInvites"/>; 50 unless set.</summary>
    public int Limit { get; init; } = 50;

    /// <summary><see cref="Handshake.Position"/> of the last row of the page before; null starts at the newest.</summary>
    public HandshakePosition? After { get; init; }

    internal HandshakeQuery At(DateTimeOffset now) => new()
    {
        State = State,
        SubjectCollection = SubjectCollection,
        Family = Family,
        Limit = Limit,
        After = After,
        Now = now,
    };
}
