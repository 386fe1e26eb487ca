using System.Globalization;
using System.Text;
using System.Text.Json;
using AtInvites.Lexicons;
using AtInvites.Syntax;

namespace AtInvites.Tests.Hosting;

/// <summary>What holds for every answer: an output fits its lexicon and has no null, a refusal has a name and a message, and no
/// request makes a 500.</summary>
internal static class AnswerShape
{
    private static readonly LexiconCatalog Catalog = LexiconCatalog.CreateDefault();
    private static readonly LexiconValidator Validator = new(Catalog);

    public static void Check(HttpRequestMessage request, HostAnswer answer)
    {
        var name = request.RequestUri!.OriginalString.Split('?')[0].Split('/')[^1];
        if (!Nsid.TryParse(name, out var method) || !Catalog.TryGetMethod(method, out var lexicon)) return;

        Assert.NotEqual(500, answer.Status);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        if (answer.Status == 200 && !lexicon.HasOutput)
        {
            Assert.Equal(("", "0"), (answer.Body, answer.Headers["Content-Length"]));
            Assert.DoesNotContain("Content-Type", answer.Headers.Keys);
            return;
        }

        Assert.Equal("application/json; charset=utf-8", answer.Headers["Content-Type"]);
        if (request.Method == HttpMethod.Head) return;

        Assert.Equal(Encoding.UTF8.GetByteCount(answer.Body).ToString(CultureInfo.InvariantCulture),
            answer.Headers["Content-Length"]);
        if (answer.Status == 200)
        {
            Assert.Equal(JsonValueKind.Object, answer.Json.ValueKind);
            Assert.Null(Validator.ValidateOutput(method, answer.Json)?.ToString());
            AssertNoNull(answer.Json);
        }
        else
        {
            Assert.Equal(["error", "message"], answer.Json.EnumerateObject().Select(member => member.Name));
            Assert.NotEmpty(answer.Error!);
            Assert.NotEmpty(answer.Message!);
        }
    }

    private static void AssertNoNull(JsonElement value)
    {
        Assert.NotEqual(JsonValueKind.Null, value.ValueKind);
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject()) AssertNoNull(member.Value);
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray()) AssertNoNull(item);
        }
    }
}
