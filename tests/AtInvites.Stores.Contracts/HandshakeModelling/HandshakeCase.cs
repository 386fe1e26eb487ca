using System.Text;

namespace AtInvites.Stores.Contracts.HandshakeModelling;

/// <summary>Events of a few records, in the order and the batches in which a store is told of them.</summary>
/// <param name="Seed">What made it.</param>
/// <param name="Told">The events, told again among them.</param>
/// <param name="Ends">Where in <paramref name="Told"/> each batch ends.</param>
public sealed record HandshakeCase(int Seed, IReadOnlyList<HandshakeEvent> Told, IReadOnlyList<int> Ends)
{
    public const int Batches = 4;

    /// <summary>The same events in the true order, each once and alone.</summary>
    public HandshakeCase InOrder()
    {
        var events = Told.Distinct().OrderBy(told => told.Rev).ToList();
        return new(Seed, events, [.. Enumerable.Range(1, Batches).Select(end => events.Count * end / Batches)]);
    }

    /// <summary>The same but for one event and whatever repeats it.</summary>
    public HandshakeCase Without(HandshakeEvent dropped) => new(
        Seed, [.. Told.Where(told => told != dropped)],
        [.. Ends.Select(end => Told.Take(end).Count(told => told != dropped))]);

    public IEnumerable<HandshakeEvent> Batch(int number) =>
        Told.Take(Ends[number]).Skip(number == 0 ? 0 : Ends[number - 1]);

    public override string ToString()
    {
        var text = new StringBuilder($"case {Seed}\n");
        for (var batch = 0; batch < Batches; batch++)
            foreach (var told in Batch(batch)) text.Append($"  batch {batch}, {told}\n");
        return $"{text}";
    }
}
