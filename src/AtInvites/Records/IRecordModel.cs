using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using AtInvites.Lexicons;
using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>A record of one collection as a type, which <see cref="RecordCodec"/> reads and writes. A host's own family can have
/// such types too.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IRecordModel<TSelf>
    where TSelf : class, IRecordModel<TSelf>
{
    /// <summary>What its records have as <c>$type</c>.</summary>
    static abstract Nsid Collection { get; }

    /// <summary>Takes a record that fits its lexicon; false, with a fault, for one that says what the type cannot.</summary>
    static abstract bool TryRead(LexiconObject record, [NotNullWhen(true)] out TSelf? model, out LexiconFault fault);

    /// <summary>Writes the properties, without braces and <c>$type</c>.</summary>
    void Write(Utf8JsonWriter writer);
}
