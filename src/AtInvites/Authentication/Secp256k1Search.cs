namespace AtInvites.Authentication;

/// <summary>What came of looking for libsecp256k1: one that is sound, and the first by name that failed its self-test.</summary>
internal sealed record Secp256k1Search(Secp256k1Library? Library, string? Unsound)
{
    private static readonly Lazy<Secp256k1Search> Once = new(() => Run(
        // Sonames are Linux's, and there a name without a slash is looked up in the system's folders only.
        OperatingSystem.IsLinux() ? ["libsecp256k1.so.2", "libsecp256k1.so.1", "libsecp256k1.so.0"] : [], Secp256k1Library.Load));

    /// <summary>What this machine has, looked for at the first call and then kept for the process.</summary>
    public static Secp256k1Search OfMachine => Once.Value;

    /// <summary>Takes the first of <paramref name="names"/> that loads and passes <see cref="Secp256k1SelfTest"/>.</summary>
    public static Secp256k1Search Run(IEnumerable<string> names, Func<string, Secp256k1Library?> load)
    {
        string? unsound = null;
        foreach (var name in names)
        {
            if (load(name) is not { } library) continue;
            if (Secp256k1SelfTest.Passes(library)) return new(library, unsound);
            unsound ??= name;
        }

        return new(null, unsound);
    }
}
