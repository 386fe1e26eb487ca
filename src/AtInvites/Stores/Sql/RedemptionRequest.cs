using System.Diagnostics;
using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores.Sql;

/// <summary>One redemption in line, and the task its caller waits for.</summary>
internal sealed class RedemptionRequest(TokenHash token, Did account, DateTimeOffset now)
    : TaskCompletionSource<RedeemOutcome>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private readonly long _since = Stopwatch.GetTimestamp();
    private int _isClaimed;

    public TokenHash Token => token;

    public byte[] Hash { get; } = token.ToArray();

    public string Account { get; } = account.Value;

    /// <summary>Unix milliseconds.</summary>
    public long Now { get; } = now.ToUnixTimeMilliseconds();

    /// <summary>Its place in line.</summary>
    public long Number { get; set; }

    /// <summary>What its batch decided, to be told once that is committed.</summary>
    public RedeemOutcome Outcome { get; set; }

    /// <summary>Whether it is to be written with none of another invite.</summary>
    public bool IsParted { get; private set; }

    public TimeSpan Age => Stopwatch.GetElapsedTime(_since);

    /// <summary>Whether nobody has it and its caller still waits.</summary>
    public bool IsWaiting => Volatile.Read(ref _isClaimed) == 0 && !Task.IsCompleted;

    /// <summary>Gives it to one taker alone: to a batch, or to whoever answers it without one.</summary>
    public bool TryClaim() => !Task.IsCompleted && Interlocked.Exchange(ref _isClaimed, 1) == 0;

    /// <summary>Gives it back, to be taken again.</summary>
    public void Part()
    {
        IsParted = true;
        Volatile.Write(ref _isClaimed, 0);
    }
}
