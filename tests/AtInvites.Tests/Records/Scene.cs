using AtInvites.Records;
using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Tests.Records;

/// <summary>Events, told in every order, each order to a host of its own. What comes of them must be the same, by every way to
/// ask.</summary>
internal static class Scene
{
    /// <summary>The invite stands thus in the end, and Bob collaborates on what it was to if it is accepted, and only
    /// then.</summary>
    public static Task EndsAsync(HandshakeState? state, RecordEvent invite, params RecordEvent[] events) => TellAsync(
        events, async village =>
        {
            Assert.Equal(state, await village.StateAsync(invite));
            await HaveAsync(village, state == HandshakeState.Accepted ? [Village.Bob] : []);
        });

    /// <summary>Nobody but these collaborates on Alice's papers in the end.</summary>
    public static Task GrantsAsync(IReadOnlyCollection<Did> accounts, params RecordEvent[] events) =>
        TellAsync(events, village => HaveAsync(village, accounts));

    public static async Task TellAsync(RecordEvent[] events, Func<Village, Task> check)
    {
        foreach (var order in Orders(events))
        {
            await using var village = new Village();
            foreach (var told in order) await village.ApplyAsync(told);
            await check(village);
            // Everything once more changes nothing, one by one or together.
            await village.ApplyAsync(events);
            await check(village);
        }
    }

    /// <summary>Asks for every account by name, and for all.</summary>
    private static async Task HaveAsync(Village village, IReadOnlyCollection<Did> accounts)
    {
        foreach (var account in new[] { Village.Alice, Village.Bob, Village.Mallory })
            Assert.Equal(accounts.Contains(account), await village.CollaboratorAsync(account) is not null);
        var listed = (await village.CollaboratorsAsync()).Select(handshake => handshake.Terms.Invitee.Value);
        Assert.Equal(accounts.Select(account => account.Value).Order(StringComparer.Ordinal), listed);
        Assert.Empty(await village.CollaboratorsAsync(Village.OtherPaper));
    }

    private static IEnumerable<RecordEvent[]> Orders(RecordEvent[] events)
    {
        if (events.Length < 2) return [events];
        return from first in Enumerable.Range(0, events.Length)
               from rest in Orders([.. events[..first], .. events[(first + 1)..]])
               select (RecordEvent[])[events[first], .. rest];
    }
}
