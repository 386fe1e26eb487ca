namespace AtInvites.Stores.Contracts.HandshakeModelling;

/// <summary>Histories whose every order is tried.</summary>
public static class HandshakeHistories
{
    private static readonly InviteContent Guest = new(0, 20, 0);

    private static readonly InviteContent Resent = new(0, 40, 1);

    private static readonly InviteContent Host = new(1, 40, 0);

    private static readonly AnswerContent Yes = new(AnswerKind.Accepted, null, 0, false, 0);

    private static readonly AnswerContent No = Yes with { Kind = AnswerKind.Declined };

    private static readonly Dictionary<string, HandshakeEvent[]> All = new()
    {
        ["accepted, edited back and forth, declined"] =
            [Offer(1, Guest), Say(2, Yes), Offer(3, Host), Offer(5, Guest), Say(7, No), Say(9, Yes, HandshakePlace.SecondAnswer)],
        ["accepted, deleted, made anew, resent"] =
            [Offer(1, Guest), Say(2, Yes), Delete(4, HandshakePlace.Invite), Offer(6, Guest), Offer(8, Resent)],
        ["answered between a deletion and the next invite"] =
            [Offer(1, Guest), Delete(3, HandshakePlace.Invite), Say(4, Yes), Offer(6, Host),
                Offer(8, Host with { Resent = 1 })],
        ["late, extended, answer remade and refused"] =
            [Offer(1, Guest), Say(25, Yes), Offer(30, Resent), Say(31, Yes with { Remade = 1 }),
                Garbage(33, HandshakePlace.Answer), Say(35, Yes)],
        ["pinned, seen live and by back-fill, stranger"] =
            [Offer(4, Guest), Offer(4, Guest) with { SeenAt = 2, IsBackfill = true },
                Say(3, Yes with { Pin = Guest, Subject = 1 }), Say(5, Yes, HandshakePlace.StrangersAnswer),
                Offer(6, Resent), Offer(8, Guest)],
        ["garbage in place of both, answer deleted and made anew"] =
            [Offer(1, Guest), Garbage(2, HandshakePlace.Invite), Offer(3, Guest), Say(4, Yes), Delete(5, HandshakePlace.Answer),
                Say(6, Yes)],
    };

    public static TheoryData<string> Names => [.. All.Keys];

    public static IReadOnlyList<HandshakeEvent> Find(string name) => All[name];

    private static HandshakeEvent Offer(int rev, InviteContent offer) =>
        new() { Place = HandshakePlace.Invite, Rev = rev, SeenAt = rev, Offer = offer };

    private static HandshakeEvent Say(int rev, AnswerContent said, HandshakePlace place = HandshakePlace.Answer) =>
        new() { Place = place, Rev = rev, SeenAt = rev, Said = said };

    private static HandshakeEvent Delete(int rev, HandshakePlace place) => new() { Place = place, Rev = rev, SeenAt = rev };

    private static HandshakeEvent Garbage(int rev, HandshakePlace place) => Delete(rev, place) with { IsRefused = true };
}
