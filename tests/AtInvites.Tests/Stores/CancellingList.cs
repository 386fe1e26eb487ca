using System.Collections;
using AtInvites.Redemption;

namespace AtInvites.Tests.Stores;

/// <summary>Codes, of which one calls everything off when it is looked at.</summary>
internal sealed class CancellingList(IReadOnlyList<CodeRecord> codes, CancellationTokenSource stop, int at)
    : IReadOnlyList<CodeRecord>
{
    public int Count => codes.Count;

    public CodeRecord this[int index]
    {
        get
        {
            if (index == at) stop.Cancel();
            return codes[index];
        }
    }

    public IEnumerator<CodeRecord> GetEnumerator() => codes.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
