using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace AtInvites.Lexicons;

/// <summary>The parameters of a query string. An empty value counts as absent, as in the reference server.</summary>
internal sealed class ParamsSchema(ObjectProperty[] properties) : LexiconSchema
{
    public static ParamsSchema Empty { get; } = new([]);

    public ObjectProperty[] Properties => properties;

    public override IEnumerable<LexiconSchema> Children => properties.Select(property => property.Schema);

    public override LexiconFault? Check(JsonElement value, int depth) => LexiconFault.Here("can not be parameters");

    /// <summary>Gathers the values of each declared parameter, in its place; what is not declared is left out.</summary>
    public StringValues[] Gather(IEnumerable<KeyValuePair<string, StringValues>> pairs)
    {
        var gathered = new StringValues[properties.Length];
        foreach (var (name, values) in pairs)
        {
            var index = IndexOf(name);
            if (index >= 0 && properties[index].Schema is not UnknownSchema)
                gathered[index] = StringValues.Concat(gathered[index], values);
        }
        for (var index = 0; index < gathered.Length; index++)
            if (properties[index].Schema is ArraySchema || gathered[index].Count == 1)
                gathered[index] = WithoutEmpty(gathered[index]);
        return gathered;
    }

    public LexiconFault? Check(StringValues[] gathered)
    {
        for (var index = 0; index < properties.Length; index++)
        {
            var property = properties[index];
            if (gathered[index].Count == 0)
            {
                if (property.IsRequired && property.Schema.Default is null)
                    return LexiconFault.Here($"must have the property \"{property.Name}\"").Under("Params");
            }
            else if (CheckValues(property.Schema, gathered[index]) is { } fault) return fault.Under(property.Name);
        }
        return null;
    }

    public int IndexOf(string name)
    {
        for (var index = 0; index < properties.Length; index++)
            if (properties[index].Name == name) return index;
        return -1;
    }

    private static LexiconFault? CheckValues(LexiconSchema schema, StringValues values)
    {
        if (schema is not ArraySchema array)
            return values.Count == 1 ? CheckText(schema, values[0]!) : LexiconFault.Here("must be given only once");
        if (array.CheckLength(values.Count) is { } fault) return fault;
        for (var index = 0; index < values.Count; index++)
            if (CheckText(array.Items, values[index]!) is { } inner) return inner.Under(index);
        return null;
    }

    private static LexiconFault? CheckText(LexiconSchema schema, string text) => schema switch
    {
        BooleanSchema boolean when text is "true" or "false" => boolean.Check(text == "true"),
        BooleanSchema => LexiconFault.Here("must be a boolean, true or false"),
        IntegerSchema integer when TryParseInteger(text, out var number) => integer.Check(number),
        IntegerSchema => IsDigits(text) ? IntegerSchema.OutOfRange() : LexiconFault.Here("must be an integer"),
        StringSchema words => words.Check(text),
        _ => null,
    };

    /// <summary>The platform's parser alone takes U+0000 after the digits.</summary>
    public static bool TryParseInteger(string text, out long number)
    {
        number = 0;
        return !text.Contains('\0')
            && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    private static StringValues WithoutEmpty(StringValues values)
    {
        foreach (var value in values)
            if (string.IsNullOrEmpty(value)) return values.Where(kept => !string.IsNullOrEmpty(kept)).ToArray();
        return values;
    }

    private static bool IsDigits(string text) =>
        text.AsSpan().TrimStart('-') is { Length: > 0 } digits && !digits.ContainsAnyExceptInRange('0', '9');
}
