using AtInvites.Stores;
using AtInvites.Tests.Hosting;
using FsCheck;
using FsCheck.Fluent;

namespace AtInvites.Tests.Redemption;

public sealed class EarningProperties
{
    private const int Histories = 10_000;

    [Fact]
    public async Task Whatever_happened_an_account_earns_what_its_time_is_worth()
    {
        await using var engine = await CodeEngine.StartAsync(StoreKind.Memory);
        var (runs, made, forTime, forRoom, disabled) = (0, 0, 0, 0, 0);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Histories), Prop.ForAll(EarningHistory.Any, history =>
        {
            var run = new EarningRun(engine, history, runs++);
            Task.Run(run.RunAsync).GetAwaiter().GetResult();
            made += run.Model.Codes.Count(code => code.IsEarned);
            forTime += run.Model.ForTime;
            forRoom += run.Model.ForRoom;
            disabled += run.Model.MadeDisabled;
        }));

        // The histories went everywhere.
        Assert.Equal(Histories, runs);
        Assert.All((int[])[made, forTime, forRoom, disabled], count => Assert.True(count > Histories / 10, $"{count}"));
    }

    [Theory, OnBothStores]
    public async Task A_hundred_calls_at_once_give_exactly_the_allowance(StoreKind kind)
    {
        await using var engine = await CodeEngine.StartAsync(kind);
        engine.Options.Interval = TimeSpan.FromDays(1);
        for (var days = 0; days <= 7; days++)
        {
            var account = CodeEngine.Account(days);
            var createdAt = engine.Clock.GetUtcNow() - TimeSpan.FromDays(days);
            var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(async () =>
            {
                var held = await engine.Stores.Codes.ListForAsync(account, CancellationToken.None);
                return await engine.Earner.EarnAsync(account, createdAt, held, CancellationToken.None);
            })));

            var stored = await engine.Stores.Codes.ListForAsync(account, TestContext.Current.CancellationToken);
            Assert.Equal(Math.Min(days, 5), stored.Count);
            Assert.Equal(
                stored.Select(code => code.Hash).Order(), answers.SelectMany(made => made).Select(code => code.Hash).Order());
            Assert.All(stored, code => Assert.Equal((1L, CodeOwner.Of(account)), (code.Available, code.CreatedBy)));
        }
    }
}
