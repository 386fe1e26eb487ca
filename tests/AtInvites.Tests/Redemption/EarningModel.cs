namespace AtInvites.Tests.Redemption;

/// <summary>What an account earns, as it is told to people: each whole interval of its life that ends after the epoch is worth
/// one code; a code that was made since the epoch is paid from them; at most five earned codes are open; gifts are free. It
/// counts on its fingers and divides nothing.</summary>
internal sealed class EarningModel(EarningHistory history)
{
    private int _epoch = history.Epoch;
    private int _interval = history.Interval;
    private bool _isOff;

    public int Now { get; private set; } = history.CreatedAt;

    /// <summary>Every code of the account, in the order in which they were made.</summary>
    public List<EarningModelCode> Codes { get; } = [];

    /// <summary>How often a refusal was for want of time, and for want of room; a made code was disabled at once.</summary>
    public int ForTime { get; private set; }

    public int ForRoom { get; private set; }

    public int MadeDisabled { get; private set; }

    public void Wait(int milliseconds) => Now += milliseconds;

    public void Switch(bool isOff) => _isOff = isOff;

    public void MoveEpoch(int epoch) => _epoch = epoch;

    public void SetInterval(int interval) => _interval = interval;

    public void Gift(int uses) => Codes.Add(new(IsEarned: false, Now, uses));

    /// <summary>How many codes are made now.</summary>
    public int Ask()
    {
        var made = 0;
        while (_interval > 0)
        {
            var hasTime = Worth() > Codes.Count(code => code.IsEarned && code.At > _epoch);
            var hasRoom = Codes.Count(code => code is { IsEarned: true, IsOpen: true }) + (_isOff ? made : 0) < 5;
            if (made == 0 && !hasTime) ForTime++;
            if (made == 0 && !hasRoom) ForRoom++;
            if (!hasTime || !hasRoom) break;
            Codes.Add(new(IsEarned: true, Now, 1) { IsDisabled = _isOff });
            made++;
            if (_isOff) MadeDisabled++;
        }

        return made;
    }

    private int Worth()
    {
        var worth = 0;
        for (var end = history.CreatedAt + _interval; end <= Now; end += _interval)
        {
            if (end > _epoch) worth++;
        }

        return worth;
    }
}
