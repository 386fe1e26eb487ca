namespace AtInvites.Tests.Hosting;

/// <summary>Tests that listen to the whole process, or must not be listened to, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ProcessWide
{
    public const string Name = "Process-wide listeners";
}
