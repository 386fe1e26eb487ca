using System.Text;
using System.Text.Json;

namespace AtInvites.Interop.Tests.Lexicons;

/// <summary>JSON that can be cut up and spelled freely: a leaf is its JSON text, so 1.0 and 1e400 stay as written.</summary>
internal sealed class JsonTree
{
    public string Leaf { get; set; } = "null";

    public List<JsonTree>? Items { get; set; }

    public List<KeyValuePair<string, JsonTree>>? Members { get; set; }

    public static JsonTree Of(string json) => new() { Leaf = json };

    public static JsonTree Text(string text) => Of(JsonSerializer.Serialize(text));

    public static JsonTree Object(params (string Name, JsonTree Value)[] members) =>
        new() { Members = [.. members.Select(member => KeyValuePair.Create(member.Name, member.Value))] };

    public void Become(JsonTree other) => (Leaf, Items, Members) = (other.Leaf, other.Items, other.Members);

    /// <summary>This tree and every tree inside it.</summary>
    public IEnumerable<JsonTree> All()
    {
        yield return this;
        foreach (var child in Items ?? Members?.Select(member => member.Value) ?? [])
            foreach (var inner in child.All()) yield return inner;
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    private void Write(StringBuilder text)
    {
        if (Members is not null)
        {
            text.Append('{');
            foreach (var (name, value) in Members)
            {
                if (value != Members[0].Value) text.Append(',');
                text.Append(JsonSerializer.Serialize(name)).Append(':');
                value.Write(text);
            }
            text.Append('}');
        }
        else if (Items is not null)
        {
            text.Append('[');
            for (var index = 0; index < Items.Count; index++)
            {
                if (index > 0) text.Append(',');
                Items[index].Write(text);
            }
            text.Append(']');
        }
        else text.Append(Leaf);
    }
}
