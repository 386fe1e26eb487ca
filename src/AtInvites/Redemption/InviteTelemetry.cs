using System.Diagnostics;
using System.Diagnostics.Metrics;
using AtInvites.Stores;

namespace AtInvites.Redemption;

/// <summary>The meter and the activity source named <see cref="Name"/>. Neither carries a token, a hash or a DID.</summary>
public sealed class InviteTelemetry : IDisposable
{
    /// <summary>Name of the meter and of the activity source: give it to <c>AddMeter</c> and <c>AddSource</c>.</summary>
    public const string Name = "AtInvites";

    private static readonly KeyValuePair<string, object?>[] OutcomeTags =
        [.. Enum.GetValues<RedeemStatus>().Select(status => KeyValuePair.Create("outcome", (object?)Tag(status)))];

    private readonly ActivitySource _source = new(Name);
    private readonly Counter<long> _minted;
    private readonly Counter<long> _redemptions;
    private readonly Counter<long> _revoked;
    private readonly Counter<long> _swept;
    private readonly Counter<long> _told;

    /// <summary>Makes the instruments on a meter of <paramref name="meters"/>, which owns it.</summary>
    public InviteTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _minted = meter.CreateCounter<long>("atinvites.invites.minted", "{invite}", "Invites minted.");
        _redemptions = meter.CreateCounter<long>("atinvites.redemptions", "{redemption}", "Redemptions, by outcome.");
        _revoked = meter.CreateCounter<long>("atinvites.invites.revoked", "{invite}", "Revocations answered.");
        _swept = meter.CreateCounter<long>("atinvites.invites.swept", "{invite}", "Ended invites deleted.");
        _told = meter.CreateCounter<long>("atinvites.admissions.told", "{admission}", "Admissions that every sink took.");
    }

    internal Activity? Start(string name) => _source.StartActivity(name);

    internal void Minted() => _minted.Add(1);

    internal void Redeemed(RedeemStatus status)
    {
        if (_redemptions.Enabled) _redemptions.Add(1, OutcomeTags[(int)status]);
    }

    internal void Revoked(int invites) => _revoked.Add(invites);

    internal void Swept(int invites) => _swept.Add(invites);

    internal void Told(int admissions) => _told.Add(admissions);

    internal static string Tag(RedeemStatus status) => status switch
    {
        RedeemStatus.AlreadyAdmitted => "already_admitted",
        RedeemStatus.Removed => "removed",
        RedeemStatus.Unknown => "unknown",
        RedeemStatus.Revoked => "revoked",
        RedeemStatus.Expired => "expired",
        RedeemStatus.Exhausted => "exhausted",
        _ => "admitted",
    };

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();
}
