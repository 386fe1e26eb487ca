namespace AtInvites.Stores.Contracts.HandshakeModelling;

/// <summary>Tells an empty store of many cases at once, the first batch of each, then the second, and holds what comes of it
/// against the model.</summary>
public sealed class HandshakeRun
{
    private readonly StoreSet _stores;
    private readonly CancellationToken _cancellation;
    private readonly List<(HandshakeCase Case, HandshakeCast Cast, HandshakeModel Model)> _cases = [];
    private readonly List<(HandshakeCase Case, AtUri Uri, Handshake? Expected)> _invites = [];

    public HandshakeRun(StoreSet stores, IEnumerable<HandshakeCase> cases, CancellationToken cancellation)
    {
        (_stores, _cancellation) = (stores, cancellation);
        foreach (var told in cases)
        {
            var cast = new HandshakeCast(_cases.Count);
            var model = new HandshakeModel(told.Told.Select(cast.Version));
            _cases.Add((told, cast, model));
            foreach (var uri in new[] { cast.Uri(HandshakePlace.Invite), cast.Uri(HandshakePlace.OtherInvite) })
                _invites.Add((told, uri, model.Handshake(uri)));
        }
    }

    /// <summary>How many handshakes have come to each state.</summary>
    public Dictionary<HandshakeState, int> Reached { get; } = [];

    /// <summary>The first case that came out otherwise than in the model, and how; null when none did. Every
    /// <paramref name="stride"/>th case is looked up by itself besides.</summary>
    public async Task<(HandshakeCase Case, string Difference)?> ExecuteAsync(int stride)
    {
        for (var batch = 0; batch < HandshakeCase.Batches; batch++)
            await _stores.Records.ApplyAsync(new() { Versions = Interleaved(batch) }, _cancellation);
        foreach (var now in new[] { HandshakeCast.Time(6), HandshakeCast.Time(1_000) })
        {
            foreach (var state in new HandshakeState?[] { null, HandshakeState.Revoked, HandshakeState.Accepted })
                if (await CompareListAsync(state, now) is { } fault) return fault;
        }

        for (var i = 0; i < _cases.Count; i += stride)
            if (await CompareOneAsync(i) is { } difference) return (_cases[i].Case, difference);
        var again = await _stores.Records.ApplyAsync(new() { Versions = Interleaved(0) }, _cancellation);
        return again == 0 ? null : (_cases[0].Case, $"{again} of the versions of the first batches are news once more.");
    }

    /// <summary>The batches of all cases as one: their first versions, then their second ones.</summary>
    private List<RecordVersion> Interleaved(int batch)
    {
        var versions = new List<RecordVersion>();
        var lines = _cases.Select(each => each.Case.Batch(batch).Select(each.Cast.Version).ToArray()).ToList();
        for (var i = 0; i < lines.Max(line => line.Length); i++)
            versions.AddRange(lines.Where(line => i < line.Length).Select(line => line[i]));
        return versions;
    }

    private async Task<(HandshakeCase Case, string Difference)?> CompareListAsync(HandshakeState? state, DateTimeOffset now)
    {
        var query = new HandshakeQuery { State = state, Now = now, Limit = 10 * _cases.Count };
        var page = await _stores.Handshakes.ListAsync(query, _cancellation);
        var (expected, actual) = (new List<Handshake>(), page.Items.ToDictionary(handshake => handshake.Uri));
        foreach (var (told, uri, handshake) in _invites)
        {
            HandshakeState? reached = handshake is null ? null : HandshakeModel.State(handshake, now);
            if (reached is { } counted) Reached[counted] = Reached.GetValueOrDefault(counted) + 1;
            var isListed = handshake is not null && (state is null ? reached != HandshakeState.Revoked : reached == state);
            if (isListed) expected.Add(handshake!);
            var (wanted, found) = (isListed ? handshake : null, actual.GetValueOrDefault(uri));
            if (wanted != found) return (told, $"Listed as {state}:{Not(found, wanted)}");
        }

        var order = expected.OrderByDescending(handshake => handshake.ListedAt)
            .ThenByDescending(handshake => handshake.Uri.Value, StringComparer.Ordinal).Select(handshake => handshake.Uri);
        Assert.Equal(order, page.Items.Select(handshake => handshake.Uri));
        Assert.Equal((expected.Count, false), (page.Total, page.HasMore));
        return null;
    }

    private async Task<string?> CompareOneAsync(int number)
    {
        var (_, cast, model) = _cases[number];
        foreach (var place in new[] { HandshakePlace.Invite, HandshakePlace.OtherInvite })
        {
            var (uri, expected) = (cast.Uri(place), model.Handshake(cast.Uri(place)));
            var found = await _stores.Handshakes.FindAsync(uri, _cancellation);
            if (found != expected) return $"Found:{Not(found, expected)}";
            foreach (var answerer in new[] { cast.Invitee, cast.Stranger })
            {
                var answers = await _stores.Handshakes.ListAnswersAsync(uri, answerer, _cancellation);
                if (answers.SequenceEqual(model.Answers(uri, answerer))) continue;
                return $"Answers: {string.Join("; ", answers.Select(HandshakeText.Of))}\n  "
                    + $"and not {string.Join("; ", model.Answers(uri, answerer).Select(HandshakeText.Of))}";
            }
        }

        return await CompareCollaboratorAsync(cast, model);
    }

    private async Task<string?> CompareCollaboratorAsync(HandshakeCast cast, HandshakeModel model)
    {
        var now = HandshakeCast.Time(6);
        Did[] accounts = [cast.Invitee, cast.Stranger];
        foreach (var (subject, account) in cast.Subjects.SelectMany(each => accounts.Select(account => (each, account))))
        {
            var expected = new[] { HandshakePlace.Invite, HandshakePlace.OtherInvite }
                .Select(place => model.Handshake(cast.Uri(place))).OfType<Handshake>()
                .Where(each => each.Terms.Subject == subject && each.Terms.Invitee == account)
                .Where(each => HandshakeModel.State(each, now) == HandshakeState.Accepted)
                .OrderByDescending(each => each.Answer!.Since)
                .ThenByDescending(each => each.Answer!.Uri.Value, StringComparer.Ordinal).FirstOrDefault();
            var found = await _stores.Handshakes.FindCollaboratorAsync(subject, account, null, now, _cancellation);
            if (found != expected) return $"{account} on {subject}:{Not(found, expected)}";
        }

        return null;
    }

    private static string Not(Handshake? found, Handshake? expected) =>
        $"\n  {HandshakeText.Of(found)}\n  and not\n  {HandshakeText.Of(expected)}";
}
