using System.Text;

namespace AtInvites.Benchmarks.Charts;

/// <summary>Bars beside their names, as SVG on a light card that is readable on a dark page too.</summary>
internal sealed class SvgBars(string title, string unit, string foot)
{
    private const int Width = 760;
    private const int Left = 330;
    private const int Right = Width - 90;
    private const int Top = 62;
    private const int Row = 26;
    private const int Gap = 26;

    private readonly StringBuilder _svg = new();

    /// <param name="groups">Bars that are compared with each other, each group on its own scale.</param>
    public string Draw(IReadOnlyList<(string Name, IReadOnlyList<(string Name, double Value)> Bars)> groups)
    {
        var height = Top + groups.Sum(group => Gap + group.Bars.Count * Row) + 34;
        _svg.Append(
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" width="{Width}" height="{height}" role="img" aria-label="{ChartText.Escape(title)}" font-family="system-ui, sans-serif">
            <rect width="{Width}" height="{height}" rx="8" fill="#ffffff" stroke="#d0d7de"/>

            """);
        Text(24, 28, "start", 15, "#1f2328", title);
        Text(24, 46, "start", 11, "#57606a", unit);
        double y = Top;
        foreach (var (name, bars) in groups)
        {
            Text(24, y + 14, "start", 12, "#1f2328", name);
            y += Gap;
            var most = bars.Max(bar => bar.Value);
            for (var n = 0; n < bars.Count; n++, y += Row) DrawBar(bars[n], y, most, n == 0 ? "#9aa4af" : "#0072b2");
        }

        Text(24, height - 12, "start", 10, "#666666", foot);
        return _svg.Append("</svg>\n").ToString();
    }

    private void DrawBar((string Name, double Value) bar, double y, double most, string colour)
    {
        var length = Math.Max(1, (Right - Left) * bar.Value / most);
        Text(Left - 8, y + 14, "end", 12, "#57606a", bar.Name);
        _svg.Append(
            $"""<rect x="{Left}" y="{ChartText.Number(y)}" width="{ChartText.Number(length)}" height="18" rx="2" fill="{colour}"/>""");
        _svg.Append('\n');
        Text(Left + length + 6, y + 14, "start", 12, "#1f2328", ChartText.Short(bar.Value));
    }

    private void Text(double x, double y, string anchor, int size, string colour, string text) => _svg.Append(
        $"""<text x="{ChartText.Number(x)}" y="{ChartText.Number(y)}" text-anchor="{anchor}" font-size="{size}" """
        + $"""fill="{colour}">{ChartText.Escape(text)}</text>""" + "\n");
}
