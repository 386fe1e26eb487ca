using System.Diagnostics.CodeAnalysis;

namespace AtInvites.Syntax;

/// <summary>A reference to a repository, collection or record in the restricted form that lexicons allow
/// (atproto.com/specs/at-uri-scheme): no query, no trailing slash, at most a fragment that starts with a slash.</summary>
public readonly record struct AtUri
{
    private const string Scheme = "at://";
    private const int MaxLength = 8192;

    private readonly string? _value;

    private AtUri(string value) => _value = value;

    /// <summary>The text exactly as parsed; empty for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>The repository's account; <c>default</c> for <c>default</c>.</summary>
    public AtIdentifier Authority => AtIdentifier.TryParse(Segment(0), out var authority) ? authority : default;

    /// <summary>Null where the URI names a repository as a whole.</summary>
    public Nsid? Collection => Nsid.TryParse(Segment(1), out var collection) ? collection : null;

    /// <summary>Null where the URI names no single record.</summary>
    public RecordKey? RecordKey => Syntax.RecordKey.TryParse(Segment(2), out var key) ? key : null;

    /// <summary>Whether it names one record as a whole: not a repository or collection, nor with a fragment a part of a
    /// record.</summary>
    internal bool IsRecord => _value is not null && !_value.Contains('#') && RecordKey is not null;

    /// <summary>The URI of one record.</summary>
    public static AtUri Create(Did authority, Nsid collection, RecordKey rkey) =>
        Parse($"{Scheme}{authority.Value}/{collection.Value}/{rkey.Value}");

    /// <summary>False for null and for text that breaks a rule of the format.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out AtUri value)
    {
        value = text is not null && IsValid(text) ? new(text) : default;
        return value._value is not null;
    }

    /// <summary>As <see cref="TryParse"/>, but throws a <see cref="FormatException"/> that names the broken rule.</summary>
    public static AtUri Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Fault(text) is { } fault ? throw SyntaxFault.Of("AT-URI", fault) : new(text);
    }

    /// <summary>Whether <paramref name="text"/> may be parsed; allocates nothing.</summary>
    public static bool IsValid(ReadOnlySpan<char> text) => Fault(text) is null;

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static string? Fault(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxLength) return "it has at most 8192 characters";
        if (!text.StartsWith(Scheme)) return "it starts with at://";
        var hash = text.IndexOf('#');
        if (hash >= 0 && FragmentFault(text[(hash + 1)..]) is { } fault) return fault;
        var position = 0;
        var path = PathOf(text);
        foreach (var range in path.Split('/'))
        {
            if (SegmentFault(position++, path[range]) is { } segmentFault) return segmentFault;
        }

        return null;
    }

    private static string? FragmentFault(ReadOnlySpan<char> fragment)
    {
        if (fragment.IsEmpty || fragment[0] != '/') return "a fragment starts with a slash";
        return PercentEncoding.Covers(fragment, AsciiSet.Fragment) && PercentEncoding.IsUtf8(fragment)
            ? null
            : "the fragment has a character that it may not have";
    }

    private static string? SegmentFault(int position, ReadOnlySpan<char> segment) => position switch
    {
        0 => AtIdentifier.IsValid(segment) ? null : "the authority is a DID or a handle",
        1 => Nsid.IsValid(segment) ? null : "the collection is an NSID",
        2 => Syntax.RecordKey.IsValid(segment) ? null : "the record's name is a record key",
        _ => "nothing follows the record key",
    };

    private static ReadOnlySpan<char> PathOf(ReadOnlySpan<char> text)
    {
        var hash = text.IndexOf('#');
        return hash < 0 ? text[Scheme.Length..] : text[Scheme.Length..hash];
    }

    private string? Segment(int position)
    {
        if (_value is null) return null;
        var path = PathOf(_value);
        foreach (var range in path.Split('/'))
        {
            if (position-- == 0) return path[range].ToString();
        }

        return null;
    }
}
