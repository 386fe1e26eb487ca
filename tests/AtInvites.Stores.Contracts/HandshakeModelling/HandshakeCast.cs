using System.Collections.Concurrent;

namespace AtInvites.Stores.Contracts.HandshakeModelling;

/// <summary>The accounts and records of one case; no other case on the same database has any of them. Its clock counts
/// microseconds.</summary>
public sealed class HandshakeCast
{
    private static readonly ConcurrentDictionary<object, Cid> Cids = [];

    private readonly AtUri _garden;
    private readonly AtUri _cellar;
    private readonly AtUri[] _places;
    private readonly string _family;
    private readonly bool _endsWithExpiry;

    public HandshakeCast(int number)
    {
        Inviter = Given.Account($"case-{number}-inviter");
        Invitee = Given.Account($"case-{number}-invitee");
        Stranger = Given.Account($"case-{number}-stranger");
        _garden = GivenRecords.Subject("garden", Inviter);
        _cellar = GivenRecords.Subject("cellar", Inviter);
        _places =
        [
            GivenRecords.InviteUri("one", Inviter), GivenRecords.InviteUri("two", Inviter),
            GivenRecords.AnswerUri("one", Invitee), GivenRecords.AnswerUri("two", Invitee),
            GivenRecords.AnswerUri("one", Stranger),
        ];
        _family = number % 2 == 0 ? "even" : "odd";
        _endsWithExpiry = number % 3 == 0;
    }

    public Did Inviter { get; }

    public Did Invitee { get; }

    public Did Stranger { get; }

    public IReadOnlyList<AtUri> Subjects => [_garden, _cellar];

    public AtUri Uri(HandshakePlace place) => _places[(int)place];

    public static DateTimeOffset Time(int clock) => Given.Start.AddMicroseconds(clock);

    public RecordVersion Version(HandshakeEvent told)
    {
        var version = new RecordVersion
        {
            Uri = Uri(told.Place),
            Repo = told.IsInvite ? Inviter : told.Place == HandshakePlace.StrangersAnswer ? Stranger : Invitee,
            Family = _family,
            Rev = GivenRecords.Rev(told.Rev),
            Kind = told.IsRefused ? RecordVersionKind.Refused : RecordVersionKind.Deleted,
            SeenAt = Time(told.SeenAt),
            IsBackfill = told.IsBackfill,
            IsEdit = told.IsEdit,
        };
        if (told.Offer is { } offer)
        {
            version = version with { Cid = CidOf(offer) };
            if (told.IsRefused) return version;
            return version with { Kind = RecordVersionKind.Invite, Substance = CidOf(offer.Offer), Invite = Terms(offer) };
        }

        if (told.Said is not { } said) return told.IsRefused ? version with { Cid = CidOf("garbage") } : version;
        version = version with { Cid = CidOf(said) };
        if (told.IsRefused) return version;
        var substance = CidOf(said with { Remade = 0 });
        return version with { Kind = RecordVersionKind.Answer, Substance = substance, Answer = Terms(said) };
    }

    private InviteTerms Terms(InviteContent offer) => new()
    {
        Subject = offer.Offer == 2 ? _cellar : _garden,
        SubjectCid = offer.Offer == 1 ? GivenRecords.CidOf("garden") : null,
        Invitee = offer.Offer == 3 ? Stranger : Invitee,
        Role = offer.Offer == 0 ? "guest" : "host",
        Message = $"message {offer.Offer}",
        CreatedAt = Time(0),
        ExpiresAt = offer.Expiry is { } expiry ? Time(expiry) : null,
        EndsWithExpiry = _endsWithExpiry,
    };

    private AnswerTerms Terms(AnswerContent said) => new()
    {
        Invite = Uri(said.IsToOther ? HandshakePlace.OtherInvite : HandshakePlace.Invite),
        InviteCid = said.Pin is { } pin ? CidOf(pin) : null,
        Subject = said.Subject switch { 0 => null, 1 => _garden, _ => _cellar },
        Kind = said.Kind,
    };

    private static Cid CidOf(object content) => Cids.GetOrAdd(content, key => GivenRecords.CidOf($"{key.GetType().Name} {key}"));
}
