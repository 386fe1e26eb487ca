using System.Runtime.InteropServices;
using AtInvites.Syntax;

namespace AtInvites.Stores.InMemory;

/// <summary>Records and handshakes in memory, all under one lock.</summary>
internal sealed class HandshakeTable
{
    private static readonly Comparer<Answer> LatestFirst = Comparer<Answer>.Create(Stores.Handshakes.CompareLatestFirst);

    private readonly Dictionary<AtUri, RecordHistory> _histories = [];
    private readonly Dictionary<AtUri, Answer> _standing = [];
    private readonly Dictionary<(AtUri Invite, Did Answerer), SortedSet<Answer>> _answers = [];
    private readonly Dictionary<AtUri, Handshake> _handshakes = [];

    public Lock Gate { get; } = new();

    public Dictionary<string, long> Cursors { get; } = [];

    public HandshakeIndexes Indexes { get; } = new();

    public Handshake? Find(AtUri invite) => _handshakes.GetValueOrDefault(invite);

    public Handshake this[AtUri invite] => _handshakes[invite];

    public IEnumerable<Answer> AnswersTo(AtUri invite, Did answerer) => _answers.GetValueOrDefault((invite, answerer)) ?? [];

    /// <summary>Takes a version in, with everything that comes of it; false when it tells nothing new.</summary>
    public bool Apply(RecordVersion version)
    {
        ref var history = ref CollectionsMarshal.GetValueRefOrAddDefault(_histories, version.Uri, out _);
        var before = history ?? RecordHistory.Empty;
        history = before.Add(version);
        if (history == before) return false;
        var (was, now) = (_standing.GetValueOrDefault(version.Uri), Answer.Of(history));
        if (was != now)
        {
            if (was is not null) Remove(was);
            if (now is not null) Add(now);
        }

        if (was is not null) Settle(was.Terms.Invite);
        if (now is not null && now.Terms.Invite != was?.Terms.Invite) Settle(now.Terms.Invite);
        Settle(version.Uri);
        return true;
    }

    private void Settle(AtUri invite)
    {
        if (!_histories.TryGetValue(invite, out var history) || history.LastUsable?.Invite is not { } terms) return;
        var handshake = Stores.Handshakes.Settle(history, AnswersTo(invite, terms.Invitee))!;
        if (_handshakes.Remove(invite, out var old)) Indexes.Remove(old);
        _handshakes.Add(invite, handshake);
        Indexes.Add(handshake);
    }

    private void Add(Answer answer)
    {
        _standing.Add(answer.Uri, answer);
        ref var answers = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _answers, (answer.Terms.Invite, answer.Answerer), out _);
        (answers ??= new(LatestFirst)).Add(answer);
    }

    private void Remove(Answer answer)
    {
        _standing.Remove(answer.Uri);
        var key = (answer.Terms.Invite, answer.Answerer);
        _answers[key].Remove(answer);
        if (_answers[key].Count == 0) _answers.Remove(key);
    }
}
