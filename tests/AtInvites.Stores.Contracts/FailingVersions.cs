using System.Collections;

namespace AtInvites.Stores.Contracts;

/// <summary>Versions of which the last cannot be read.</summary>
internal sealed class FailingVersions(RecordVersion[] versions) : IReadOnlyList<RecordVersion>
{
    public int Count => versions.Length;

    public RecordVersion this[int index] => index < Count - 1 ? versions[index] : throw new InvalidDataException();

    public IEnumerator<RecordVersion> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
