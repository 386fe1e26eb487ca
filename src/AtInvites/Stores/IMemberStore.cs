using AtInvites.Syntax;

namespace AtInvites.Stores;

/// <summary>Membership: what was granted directly and what the ledger of admissions says, read as one.</summary>
public interface IMemberStore
{
    /// <summary>Grants a membership directly, whoever holds one already keeps the larger grant. False when the store has no such
    /// space.</summary>
    ValueTask<bool> AddAsync(AtUri space, Member member, CancellationToken cancellationToken);

    /// <summary>Ends a membership, from whatever grants it came; false when there was none. The invites that brought the account
    /// in do not admit it again. The owner's membership is not protected here.</summary>
    ValueTask<bool> RemoveAsync(AtUri space, Did account, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The account's membership; null when it has none.</summary>
    ValueTask<Member?> FindAsync(AtUri space, Did account, CancellationToken cancellationToken);

    /// <summary>A page of a space's members, ordered by DID.</summary>
    ValueTask<Page<Member>> ListAsync(MemberQuery query, CancellationToken cancellationToken);
}
