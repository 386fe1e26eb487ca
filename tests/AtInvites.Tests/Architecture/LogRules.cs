namespace AtInvites.Tests.Architecture;

/// <summary>Event ids of logs: each is one message's, so that who filters by it gets that message and no other.</summary>
internal static class LogRules
{
    private const string Mark = "[LoggerMessage(";

    public static IEnumerable<string> Check(IReadOnlyCollection<SourceFile> files) =>
        from file in files
        from place in Places(file)
        group place.Where by place.Id into same
        where same.Count() > 1
        select $"event id {same.Key} is of {same.Count()} messages: {string.Join(", ", same)}";

    public static IEnumerable<(string Id, string Where)> Places(SourceFile file)
    {
        for (var at = 0; (at = file.Code.IndexOf(Mark, at, StringComparison.Ordinal)) >= 0;)
        {
            at += Mark.Length;
            yield return (string.Concat(file.Code.Skip(at).TakeWhile(char.IsDigit)), $"{file.Path}:{file.LineOf(at)}");
        }
    }
}
