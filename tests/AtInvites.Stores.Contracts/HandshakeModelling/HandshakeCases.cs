namespace AtInvites.Stores.Contracts.HandshakeModelling;

/// <summary>Makes cases. Times tie and go back often, as those of several sources do.</summary>
public sealed class HandshakeCases
{
    public const int MostEvents = 7;

    private readonly Dictionary<HandshakePlace, HandshakeEvent> _standing = [];
    private readonly List<HandshakeEvent> _events = [];
    private readonly Random _random;
    private readonly int _seed;
    private readonly bool _pins;
    private int _clock;

    private HandshakeCases(int seed)
    {
        (_seed, _random) = (seed, new(seed));
        _pins = Chance(50);
    }

    /// <summary>A random history of up to <see cref="MostEvents"/> events, told at random; the same for the same seed.</summary>
    public static HandshakeCase Make(int seed)
    {
        var cases = new HandshakeCases(seed);
        var count = cases._random.Next(1, MostEvents + 1);
        while (cases._events.Count < count) cases.Happen();
        return cases.Tell();
    }

    private bool Chance(int percent) => _random.Next(100) < percent;

    private void Happen()
    {
        _clock += _random.Next(4);
        if (_events.Count > 0 && Chance(12))
        {
            _events.Add(Twin(_events[_random.Next(_events.Count)]));
            return;
        }

        var place = _random.Next(20) switch
        {
            < 8 => HandshakePlace.Invite,
            8 => HandshakePlace.OtherInvite,
            < 16 => HandshakePlace.Answer,
            < 19 => HandshakePlace.SecondAnswer,
            _ => HandshakePlace.StrangersAnswer,
        };
        if (_events.Count == 0 && Chance(80)) place = HandshakePlace.Invite;
        var told = Write(new()
        {
            Place = place,
            Rev = _events.Count > 0 && Chance(5) ? _events[^1].Rev : (2 * _events.Count) + 2,
            SeenAt = Chance(75) ? _clock : Math.Max(0, _clock + _random.Next(-5, 6)),
            IsBackfill = Chance(10),
            IsEdit = Chance(_standing.ContainsKey(place) ? 60 : 5),
        });
        _events.Add(told);
        if (told.IsRefused || (told.Offer is null && told.Said is null)) _standing.Remove(place);
        else _standing[place] = told;
    }

    /// <summary>The same version told by another source, or back-fill of what stands.</summary>
    private HandshakeEvent Twin(HandshakeEvent told)
    {
        var seen = Math.Max(0, told.SeenAt + _random.Next(-4, 5));
        return _random.Next(4) switch
        {
            0 => told with { SeenAt = seen },
            1 => told with { SeenAt = seen, IsBackfill = !told.IsBackfill },
            2 => told with { IsRefused = told.IsRefused || told.Offer is not null || told.Said is not null },
            _ => told with { SeenAt = seen, IsBackfill = true, Rev = told.Rev + 1 },
        };
    }

    private HandshakeEvent Write(HandshakeEvent empty)
    {
        var isStanding = _standing.TryGetValue(empty.Place, out var before);
        var dice = _random.Next(100);
        if (dice < (isStanding ? 22 : 6)) return empty;
        if (dice < (isStanding ? 32 : 14)) return empty with { IsRefused = true };
        if (empty.IsInvite) return empty with { Offer = Offer(isStanding ? before.Offer : null) };
        return empty with { Said = isStanding && Chance(25) ? before.Said!.Value with { Remade = _random.Next(3) } : Say() };
    }

    private InviteContent Offer(InviteContent? before)
    {
        var substance = before is { } known && Chance(60) ? known.Offer
            : _random.Next(10) switch { < 5 => 0, < 8 => 1, 8 => 2, _ => 3 };
        var expiry = before is { } same && Chance(50) ? same.Expiry : Chance(50) ? null : _clock + (int?)_random.Next(9);
        return new(substance, expiry, _random.Next(2));
    }

    private AnswerContent Say()
    {
        var offers = _events.Where(told => told.Offer is not null).Select(told => told.Offer!.Value).ToList();
        var pin = offers.Count > 0 && _pins && Chance(90) ? offers[Chance(70) ? ^1 : _random.Next(offers.Count)]
            : _pins && Chance(20) ? new InviteContent(0, null, 0) : (InviteContent?)null;
        var subject = !_pins || Chance(5) ? 0 : Chance(90) ? 1 : 2;
        return new(Chance(70) ? AnswerKind.Accepted : AnswerKind.Declined, pin, subject, Chance(10), _random.Next(3));
    }

    private HandshakeCase Tell()
    {
        var told = _events.ToList();
        foreach (var again in _events)
            if (Chance(15)) told.Add(again);
        for (var i = told.Count - 1; i > 0; i--)
        {
            var other = _random.Next(i + 1);
            (told[i], told[other]) = (told[other], told[i]);
        }

        // What was told may be told again when all is over.
        if (Chance(10)) told.Add(told[0]);
        var ends = Enumerable.Range(1, HandshakeCase.Batches - 1).Select(_ => _random.Next(told.Count + 1)).Order();
        return new(_seed, told, [.. ends, told.Count]);
    }
}
