using System.Diagnostics.Metrics;
using AtInvites.Redemption;

namespace AtInvites.Records;

/// <summary>Instruments of record invites, on the meter of <see cref="InviteTelemetry.Name"/>. None carries a DID.</summary>
internal sealed class RecordTelemetry
{
    private readonly Counter<long> _events;
    private readonly Counter<long> _refused;

    public RecordTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(InviteTelemetry.Name);
        _events = meter.CreateCounter<long>(
            "atinvites.records.events", "{event}", "Events indexed, told again or refused included.");
        _refused = meter.CreateCounter<long>("atinvites.records.refused", "{event}", "Records kept out, by reason.");
    }

    public void Indexed(int events) => _events.Add(events);

    public void Refused(RecordRefusal reason) => _refused.Add(1, KeyValuePair.Create("reason", (object?)Tag(reason)));

    internal static string Tag(RecordRefusal reason) => reason switch
    {
        RecordRefusal.UnknownCollection => "unknown_collection",
        RecordRefusal.BrokenEvent => "broken_event",
        RecordRefusal.WrongKey => "wrong_key",
        RecordRefusal.BrokenLexicon => "broken_lexicon",
        RecordRefusal.WrongCid => "wrong_cid",
        RecordRefusal.ForeignSubject => "foreign_subject",
        RecordRefusal.NoInvite => "no_invite",
        RecordRefusal.UnknownStatus => "unknown_status",
        RecordRefusal.LongWords => "long_words",
        _ => "future",
    };
}
