using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace AtInvites.Stores.Contracts.Modelling;

/// <summary>Runs a property of an asynchronous store under FsCheck. A failure prints the smallest case and its seed; the variable
/// <c>ATINVITES_REPLAY</c> with that seed (<c>123,457</c>) runs the same cases again.</summary>
public static class Properties
{
    public static Task CheckAsync<T>(int cases, Arbitrary<T> arbitrary, Func<T, Task> property) => Task.Run(() =>
    {
        // FsCheck is synchronous; on a pool thread there is no context that blocking could starve.
        var checkable = Prop.ForAll(arbitrary, value => property(value).GetAwaiter().GetResult());
        Check.One(Replayed(Config.QuickThrowOnFailure.WithMaxTest(cases)), checkable);
    });

    private static Config Replayed(Config config)
    {
        if (Environment.GetEnvironmentVariable("ATINVITES_REPLAY")?.Split(',') is not [var seed, var gamma]) return config;
        var rnd = new Rnd(ulong.Parse(seed.Trim('(', ' ')), ulong.Parse(gamma.Trim(')', ' ')));
        return config.WithReplay(FSharpOption<Replay>.Some(new(rnd, FSharpOption<int>.None)));
    }
}
