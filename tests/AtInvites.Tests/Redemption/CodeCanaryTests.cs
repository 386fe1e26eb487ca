using System.Collections;
using System.Text;
using System.Text.Json;
using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Tests.Hosting;

namespace AtInvites.Tests.Redemption;

[Collection(ProcessWide.Name)]
public sealed class CodeCanaryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothStores]
    public async Task No_code_shows_in_any_activity_measurement_or_exception(StoreKind kind)
    {
        using var activities = new ActivityBook(source: null);
        using var meters = new MeterBook(host: null);
        await using var engine = await CodeEngine.StartAsync(kind);
        var faults = new StringBuilder();
        var codes = await engine.MintAsync(4, 2, CodeOwner.Of(CodeEngine.Account(9)));
        codes = [.. codes, "a-guess-aaaaa-bbbbb"];
        foreach (var code in codes)
        {
            await UseAsync(engine, code, faults);
            await engine.Disabler.DisableAsync([code], [], Token);
            await UseAsync(engine, code, faults);
        }

        engine.Accounts.TakeDown(CodeEngine.Account(9).Value);
        foreach (var code in codes) await UseAsync(engine, code, faults);
        var text = faults.AppendJoin('\n', activities.Text).AppendJoin('\n', meters.Totals).ToString();

        string[] outcomes = ["granted", "already_used", "unknown", "disabled", "owner_taken_down"];
        Assert.All(outcomes, outcome => Assert.Contains($"outcome={outcome}", text));
        Assert.Contains(activities.Stopped, one => one.OperationName == "code.reserve");
        Assert.Contains("CanceledException", text);
        Assert.Contains("no seat to commit", text);
        AssertHidden(codes, text);
    }

    [Theory, OnBothStores]
    public async Task What_the_engine_answers_shows_its_code_to_nobody_who_prints_or_serialises_it(StoreKind kind)
    {
        await using var engine = await CodeEngine.StartAsync(kind);
        var request = new CodeRequest { Owners = [CodeOwner.Admin], CodesEach = 2, Uses = 1 };
        var outcome = await engine.Issuer.IssueAsync(request, Token);
        var code = outcome.Codes![0].Codes[0];
        await using var seat = await engine.ReserveAsync(code.Reveal(), "holder");
        var page = await engine.Lister.ListAsync(new() { Sort = CodeSort.Recent, Limit = 10 }, Token);
        var row = await engine.FindAsync(code.Reveal());
        var record = new CodeRecord
        {
            Code = code, Available = 1, IsDisabled = false, Owner = row.Owner, CreatedBy = row.CreatedBy,
            CreatedAt = row.CreatedAt, Uses = [],
        };
        var text = new StringBuilder();
        foreach (object one in (object[])[outcome, seat, page, row, record, engine.Mint.Take(code), engine])
            Print(one, text, depth: 0);
        text.AppendLine(JsonSerializer.Serialize(code)).AppendLine(JsonSerializer.Serialize(outcome.Codes[0].Codes));

        Assert.Contains("[secret]", text.ToString());
        AssertHidden(outcome.Codes[0].Codes.Select(one => one.Reveal()), text.ToString());
    }

    private static async Task UseAsync(CodeEngine engine, string code, StringBuilder faults)
    {
        await using var seat = await engine.ReserveAsync(code, "holder");
        var cancelled = new CancellationToken(canceled: true);
        await NoteAsync(async () => await engine.Reserver.ReserveAsync(code, "other", engine.Options.Lease, cancelled), faults);
        await NoteAsync(async () => await engine.Reserver.RedeemAsync(code, CodeEngine.Account(1), cancelled), faults);
        await NoteAsync(async () => await engine.Reserver.ReserveAsync(code, "", engine.Options.Lease, Token), faults);
        await NoteAsync(async () => await engine.Reserver.ReserveAsync(code, "other", TimeSpan.Zero, Token), faults);
        if (!seat.IsHeld) await NoteAsync(async () => await seat.CommitAsync(CodeEngine.Account(1), Token), faults);
        await engine.RedeemAsync(code, 1);
        await engine.RedeemAsync(code, 1);
    }

    private static async Task NoteAsync(Func<Task> call, StringBuilder faults) =>
        faults.Append(await Assert.ThrowsAnyAsync<Exception>(call)).AppendLine();

    private static void Print(object? value, StringBuilder text, int depth)
    {
        if (value is null || depth > 5) return;
        text.Append(value).AppendLine();
        if (value is IEnumerable items and not string)
        {
            foreach (var item in items) Print(item, text, depth + 1);
        }

        if (value.GetType().Namespace?.StartsWith("AtInvites", StringComparison.Ordinal) != true) return;
        foreach (var property in value.GetType().GetProperties().Where(one => one.GetIndexParameters().Length == 0))
        {
            if (property.GetMethod!.IsStatic || property.PropertyType.IsByRefLike) continue;
            Print(property.GetValue(value), text, depth + 1);
        }
    }

    /// <summary>Neither a code nor what is random in it.</summary>
    private static void AssertHidden(IEnumerable<string> codes, string text)
    {
        foreach (var code in codes)
        {
            Assert.DoesNotContain(code, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(code[^11..], text, StringComparison.OrdinalIgnoreCase);
        }
    }
}
