namespace AtInvites.Tests.Architecture;

/// <summary>One of each kind of type, to see how a public surface is written.</summary>
public static class ApiSamples
{
    public delegate Task<int?> Call(object target);

    public enum Kind
    {
        One = 1,
        Two,
    }

    public interface IThing
    {
        int Count { get; }

        void Do<TItem>(ref TItem item) where TItem : struct;
    }

    public abstract class Basis<T> where T : class, IDisposable, new()
    {
        public const string Name = "n";

        public abstract T[] All(out IReadOnlyList<string?>? names);

        protected virtual T? Find(string? name, int limit = 5) => null;
    }

    public readonly record struct Point(int X) : IComparable<Point>
    {
        public int CompareTo(Point other) => X - other.X;
    }

    public sealed record Row
    {
        public required string Text { get; init; }

        internal int Hidden { get; init; }
    }

    public static string Tell(this IThing thing, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? "" : $"{thing}";
}
