namespace AtInvites.Interop.Tests.Syntax;

/// <summary>Seeded choices, so that a difference found once is found again.</summary>
internal sealed class TextSource(int seed)
{
    private readonly Random _random = new(seed);

    public int Below(int limit) => _random.Next(limit);

    public bool Rarely() => _random.Next(50) == 0;

    public T Pick<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    public char Pick(string characters) => characters[_random.Next(characters.Length)];

    public string Text(string characters, int length) => string.Create(length, this, (text, source) =>
    {
        for (var i = 0; i < text.Length; i++) text[i] = source.Pick(characters);
    });

    /// <summary>A length from 1 to <paramref name="limit"/>: mostly short, at times at the limit or one off it.</summary>
    public int Length(int limit) => Rarely() ? limit - _random.Next(2) : 1 + _random.Next(Math.Min(limit, 12));
}
