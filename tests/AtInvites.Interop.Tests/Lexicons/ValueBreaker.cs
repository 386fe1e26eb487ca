using System.Text;

namespace AtInvites.Interop.Tests.Lexicons;

/// <summary>Changes a value in one place. The change may leave it valid; whether it does is for the two validators to
/// say.</summary>
internal sealed class ValueBreaker(Random random)
{
    public void Break(JsonTree tree)
    {
        var trees = tree.All().ToList();
        var target = trees[random.Next(trees.Count)];
        switch (random.Next(8))
        {
            case 0 when trees.Find(inner => inner.Members is { Count: > 0 }) is { } holder:
                holder.Members!.RemoveAt(random.Next(holder.Members.Count));
                break;
            case 1 when target.Members is { } members:
                members.Add(new(Samples.Pick(random, ["extra", "$type", "Perms", "", "é", "toString"]), Odd()));
                break;
            case 1 or 2 when trees.Where(inner => inner.Items is not null).ToList() is { Count: > 0 } arrays:
                Resize(arrays[random.Next(arrays.Count)].Items!);
                break;
            case 3:
                target.Become(JsonTree.Text(Samples.Pick(random, Samples.BadTexts)));
                break;
            case 4:
                target.Become(JsonTree.Text(Boundary()));
                break;
            case 5 when random.Next(6) == 0:
                target.Become(Nested());
                break;
            case 6 when trees.FindAll(inner => inner.Members is [{ Key: "$bytes" or "$link" }]) is { Count: > 0 } compounds:
                var compound = compounds[random.Next(compounds.Count)].Members!;
                compound[0] = new(compound[0].Key, JsonTree.Text(Samples.Pick(random, Samples.OddCodes)));
                break;
            default:
                target.Become(Odd());
                break;
        }
    }

    private JsonTree Odd() => JsonTree.Of(Samples.Pick(random, Samples.OddLeaves));

    private void Resize(List<JsonTree> items)
    {
        if (random.Next(3) == 0) items.Clear();
        else if (items.Count > 0 && random.Next(2) == 0) items.RemoveAt(items.Count - 1);
        else items.AddRange(Enumerable.Range(0, random.Next(1, 6)).Select(_ => items.Count > 0 ? items[0] : Odd()).ToList());
    }

    private string Boundary() => random.Next(3) switch
    {
        0 => Samples.OfBytes(random, random.Next(0, 12), 0),
        1 => Samples.OfBytes(random, random.Next(498, 503), 0),
        _ => new string('x', random.Next(498, 503)),
    };

    private JsonTree Nested()
    {
        var depth = random.Next(20, 60);
        return JsonTree.Of(new StringBuilder().Insert(0, "[", depth).Append('1').Insert(depth + 1, "]", depth).ToString());
    }
}
