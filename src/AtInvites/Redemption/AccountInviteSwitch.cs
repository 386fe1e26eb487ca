using System.Text;
using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Redemption;

/// <summary>Keeps an account from earning codes, or lets it again.</summary>
public sealed class AccountInviteSwitch(IAccountInviteStore store)
{
    /// <summary>Most UTF-8 bytes of a note.</summary>
    public const int MaxNoteBytes = 10_000;

    /// <summary>Sets the switch and the note that says why; a null note clears the last one. False, with nothing changed, when
    /// the note is longer than <see cref="MaxNoteBytes"/>. Codes that exist stay as they are; codes that were made disabled
    /// stay so.</summary>
    public async ValueTask<bool> SetAsync(Did account, bool isDisabled, string? note, CancellationToken cancellationToken)
    {
        if (note is not null && Encoding.UTF8.GetByteCount(note) > MaxNoteBytes) return false;
        await store.SetAsync(account, new(isDisabled, note), cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>The switch as it stands.</summary>
    public ValueTask<AccountInvites> FindAsync(Did account, CancellationToken cancellationToken) =>
        store.FindAsync(account, cancellationToken);
}
