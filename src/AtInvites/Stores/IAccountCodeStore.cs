using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores;

/// <summary>Account codes as their owners and the administration see them. Every verb is atomic, and an answered write survives a
/// crash where the store is durable.</summary>
public interface IAccountCodeStore
{
    /// <summary>Stores new codes with the uses they carry, of which an account makes one of each code; all of them or none:
    /// <see cref="AddStatus.Duplicate"/> when a hash is taken, also by another of these.</summary>
    ValueTask<AddStatus> AddAsync(IReadOnlyList<AccountCode> codes, CancellationToken cancellationToken);

    /// <summary>The code with this hash, whatever its state; null when there is none.</summary>
    ValueTask<AccountCode?> FindAsync(TokenHash code, CancellationToken cancellationToken);

    /// <summary>A page of all codes. Pages followed to the end show every code that stood throughout exactly once, whatever is
    /// written meanwhile.</summary>
    ValueTask<CodePage> ListAsync(CodeQuery query, CancellationToken cancellationToken);

    /// <summary>Every code that <paramref name="owner"/> holds, newest first, ties by falling hash, disabled ones
    /// included.</summary>
    ValueTask<IReadOnlyList<AccountCode>> ListForAsync(Did owner, CancellationToken cancellationToken);

    /// <summary>Disables these codes and every code that these accounts hold, once, not for codes made later. Unknown ones are
    /// ignored. Returns how many were not disabled before. No reservation that starts after the answer is given.</summary>
    ValueTask<int> DisableAsync(
        IReadOnlyList<TokenHash> codes, IReadOnlyList<Did> owners, CancellationToken cancellationToken);

    /// <summary>Stores as many of the prepared codes as <see cref="Earning.Count"/> says of the account's earned codes, and
    /// returns them. Calls for one account, in any number of processes, are served one after the other. While the account's
    /// invites are disabled the codes are stored disabled.</summary>
    ValueTask<IReadOnlyList<AccountCode>> EarnAsync(Earning earning, CancellationToken cancellationToken);
}
