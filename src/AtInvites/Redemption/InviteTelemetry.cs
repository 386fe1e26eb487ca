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

    private static readonly KeyValuePair<string, object?>[] CodeTags =
        [.. Enum.GetValues<CodeStatus>().Select(status => KeyValuePair.Create("outcome", (object?)Tag(status)))];

    private readonly ActivitySource _source = new(Name);
    private readonly Counter<long> _minted;
    private readonly Counter<long> _redemptions;
    private readonly Counter<long> _revoked;
    private readonly Counter<long> _swept;
    private readonly Counter<long> _told;
    private readonly Counter<long> _codesMinted;
    private readonly Counter<long> _codesDisabled;
    private readonly Counter<long> _reservations;
    private readonly Counter<long> _commits;
    private readonly Counter<long> _released;
    private readonly Counter<long> _codeRedemptions;

    /// <summary>Makes the instruments on a meter of <paramref name="meters"/>, which owns it.</summary>
    public InviteTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _minted = meter.CreateCounter<long>("atinvites.invites.minted", "{invite}", "Invites minted.");
        _redemptions = meter.CreateCounter<long>("atinvites.redemptions", "{redemption}", "Redemptions, by outcome.");
        _revoked = meter.CreateCounter<long>("atinvites.invites.revoked", "{invite}", "Revocations answered.");
        _swept = meter.CreateCounter<long>("atinvites.invites.swept", "{invite}", "Ended invites deleted.");
        _told = meter.CreateCounter<long>("atinvites.admissions.told", "{admission}", "Admissions that every sink took.");
        _codesMinted = meter.CreateCounter<long>("atinvites.codes.minted", "{code}", "Account codes made or earned.");
        _codesDisabled = meter.CreateCounter<long>("atinvites.codes.disabled", "{code}", "Account codes disabled.");
        _reservations = meter.CreateCounter<long>("atinvites.codes.reservations", "{reservation}", "Reservations, by outcome.");
        _commits = meter.CreateCounter<long>("atinvites.codes.commits", "{commit}", "Commits of reservations, by outcome.");
        _released = meter.CreateCounter<long>("atinvites.codes.releases", "{reservation}", "Reservations given back.");
        _codeRedemptions = meter.CreateCounter<long>(
            "atinvites.codes.redemptions", "{redemption}", "Account codes used in one step, by outcome.");
    }

    internal Activity? Start(string name) => _source.StartActivity(name);

    /// <summary>Whether anybody listens to the activities.</summary>
    internal bool IsTraced => _source.HasListeners();

    internal void Minted() => _minted.Add(1);

    internal void Redeemed(RedeemStatus status)
    {
        if (_redemptions.Enabled) _redemptions.Add(1, OutcomeTags[(int)status]);
    }

    internal void Revoked(int invites) => _revoked.Add(invites);

    internal void Swept(int invites) => _swept.Add(invites);

    internal void Told(int admissions) => _told.Add(admissions);

    internal void CodesMinted(int codes) => _codesMinted.Add(codes);

    internal void CodesDisabled(int codes) => _codesDisabled.Add(codes);

    internal void Reserved(CodeStatus status) => _reservations.Add(1, CodeTags[(int)status]);

    internal void Committed(CommitStatus status) => _commits.Add(1, KeyValuePair.Create("outcome", (object?)Tag(status)));

    internal void SeatReleased() => _released.Add(1);

    internal void CodeRedeemed(CodeStatus status) => _codeRedemptions.Add(1, CodeTags[(int)status]);

    internal static string Tag(CodeStatus status) => status switch
    {
        CodeStatus.OwnerTakenDown => "owner_taken_down",
        CodeStatus.AlreadyUsed => "already_used",
        CodeStatus.Unknown => "unknown",
        CodeStatus.Disabled => "disabled",
        CodeStatus.Exhausted => "exhausted",
        _ => "granted",
    };

    internal static string Tag(CommitStatus status) => status switch
    {
        CommitStatus.Committed => "committed",
        CommitStatus.AlreadyCommitted => "already_committed",
        _ => "no_seat",
    };

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
