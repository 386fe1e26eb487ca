namespace AtInvites.Tests.Architecture;

/// <summary>One declaration of a body: its header without attributes, and where its block lies, if it has one.</summary>
internal sealed record CodeSegment(string Header, int Start, int BodyStart, int End)
{
    public bool HasBody => BodyStart >= 0;
}
