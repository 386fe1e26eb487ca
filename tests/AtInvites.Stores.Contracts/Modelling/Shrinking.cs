namespace AtInvites.Stores.Contracts.Modelling;

/// <summary>Smaller sequences for FsCheck to try once one has failed.</summary>
public static class Shrinking
{
    /// <summary>Shorter sequences first, by halves down to single steps, then the same length with simpler steps.</summary>
    public static IEnumerable<T[]> Of<T>(T[] steps, Func<T, IEnumerable<T>> simpler)
    {
        for (var size = (steps.Length + 1) / 2; size > 0; size = size == 1 ? 0 : (size + 1) / 2)
        {
            for (var start = 0; start < steps.Length; start += size)
                yield return [.. steps.Where((_, i) => i < start || i >= start + size)];
        }

        for (var i = 0; i < steps.Length; i++)
        {
            foreach (var step in simpler(steps[i]))
            {
                T[] changed = [.. steps];
                changed[i] = step;
                yield return changed;
            }
        }
    }
}
