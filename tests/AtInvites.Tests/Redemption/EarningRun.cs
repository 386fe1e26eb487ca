using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Tests.Redemption;

/// <summary>Runs a history on the engine and beside the model. Each has an account of its own.</summary>
internal sealed class EarningRun(CodeEngine engine, EarningHistory history, int number)
{
    private readonly Did _account = CodeEngine.Account(number);
    private readonly List<AccountCode> _codes = [];
    private int _users;

    public EarningModel Model { get; } = new(history);

    public async Task RunAsync()
    {
        engine.Clock.Advance(EarningHistory.Start.AddMilliseconds(history.CreatedAt) - engine.Clock.GetUtcNow());
        engine.Options.Epoch = EarningHistory.Start.ToUnixTimeMilliseconds() + history.Epoch;
        engine.Options.Interval = TimeSpan.FromMilliseconds(history.Interval);
        foreach (var (verb, value) in history.Steps)
        {
            if (verb == EarningVerb.Ask) await AskAsync();
            else await StepAsync(verb, value);
        }

        await AskAsync();
    }

    private async Task StepAsync(EarningVerb verb, int value)
    {
        switch (verb)
        {
            case EarningVerb.Wait:
                Model.Wait(value);
                engine.Clock.Advance(TimeSpan.FromMilliseconds(value));
                break;
            case EarningVerb.Use when _codes.Count > 0:
                await UseAsync(value % _codes.Count);
                break;
            case EarningVerb.Disable when _codes.Count > 0:
                Model.Codes[value % _codes.Count].IsDisabled = true;
                await engine.Stores.Codes.DisableAsync([_codes[value % _codes.Count].Hash], [], CancellationToken.None);
                break;
            case EarningVerb.DisableAll:
                Model.Codes.ForEach(code => code.IsDisabled = true);
                await engine.Stores.Codes.DisableAsync([], [_account], CancellationToken.None);
                break;
            case EarningVerb.Gift:
                Model.Gift(value);
                _codes.Add(await engine.FindAsync(await engine.MintAsync(value, CodeOwner.Of(_account))));
                break;
            case EarningVerb.Switch:
                Model.Switch(value % 2 == 1);
                await engine.Stores.AccountInvites.SetAsync(_account, new(value % 2 == 1, null), CancellationToken.None);
                break;
            case EarningVerb.Epoch:
                Model.MoveEpoch(value);
                engine.Options.Epoch = EarningHistory.Start.ToUnixTimeMilliseconds() + value;
                break;
            case EarningVerb.Interval:
                Model.SetInterval(value);
                engine.Options.Interval = value == 0 ? null : TimeSpan.FromMilliseconds(value);
                break;
        }
    }

    private async Task UseAsync(int which)
    {
        var status = await engine.Stores.Seats.RedeemAsync(
            _codes[which].Hash, Did.Parse($"did:plc:guest{number}-{_users++}"), engine.Clock.GetUtcNow(), CancellationToken.None);
        Assert.Equal(Model.Codes[which].IsOpen, status == CodeStatus.Granted);
        if (status == CodeStatus.Granted) Model.Codes[which].Uses++;
    }

    private async Task AskAsync()
    {
        var held = await engine.Stores.Codes.ListForAsync(_account, CancellationToken.None);
        var made = await engine.Earner.EarnAsync(
            _account, EarningHistory.Start.AddMilliseconds(history.CreatedAt), held, CancellationToken.None);
        _codes.AddRange(made);
        Assert.Equal(Model.Ask(), made.Count);

        var stored = await engine.Stores.Codes.ListForAsync(_account, CancellationToken.None);
        var byHash = stored.ToDictionary(code => code.Hash);
        Assert.Equal(Model.Codes.Count, stored.Count);
        var expected = Model.Codes.Select(code => (code.IsEarned, code.At, code.Available, code.Uses, code.IsDisabled));
        Assert.True(expected.SequenceEqual(_codes.Select(code => byHash[code.Hash]).Select(Read)));
    }

    private (bool IsEarned, int At, int Available, int Uses, bool IsDisabled) Read(AccountCode code) => (
        code.CreatedBy == CodeOwner.Of(_account),
        (int)(code.CreatedAt - EarningHistory.Start).TotalMilliseconds,
        (int)code.Available, code.Uses.Count, code.IsDisabled);
}
