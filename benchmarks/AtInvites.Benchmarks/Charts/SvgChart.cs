using System.Text;

namespace AtInvites.Benchmarks.Charts;

/// <summary>A chart of lines over logarithmic axes, as SVG on a light card that is readable on a dark page too.</summary>
internal sealed class SvgChart(string title, string xAxis, string yAxis, string foot)
{
    private const int Width = 760;
    private const int Left = 70;
    private const int Right = Width - 24;
    private const int Top = 56;
    private const int Bottom = 340;
    private const int LegendRow = 18;

    // Distinguishable by the colour-blind too (Okabe and Ito, 2008).
    private static readonly string[] Colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#555555"];

    private readonly StringBuilder _svg = new();

    public string Draw(IReadOnlyList<ChartSeries> series)
    {
        var xs = series.SelectMany(line => line.Points).Select(point => point.X).Distinct().Order().ToList();
        var ys = series.SelectMany(line => line.Points).Select(point => point.Y).Where(y => y > 0).ToList();
        var (low, high) = (Math.Floor(Math.Log10(ys.Min())), Math.Ceiling(Math.Log10(ys.Max())));
        if (high <= low) high = low + 1;
        var height = Bottom + 62 + LegendRow * ((series.Count + 1) / 2) + 24;
        Begin(height);
        double X(double value) => xs.Count == 1
            ? (Left + Right) / 2.0
            : Left + 16 + (Right - Left - 32) * (Math.Log10(value) - Math.Log10(xs[0])) / (Math.Log10(xs[^1]) - Math.Log10(xs[0]));
        double Y(double value) => Bottom - (Bottom - Top) * (Math.Log10(value) - low) / (high - low);
        DrawAxes(xs, low, high, X, Y);
        for (var n = 0; n < series.Count; n++) DrawLine(series[n], n, X, Y);
        Text(24, height - 10, "start", 10, "#666666", foot);
        _svg.Append("</svg>\n");
        return _svg.ToString();
    }

    private void Begin(int height)
    {
        Add($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" width="{Width}" height="{height}" """);
        Add($"""role="img" aria-label="{ChartText.Escape(title)}" font-family="system-ui, sans-serif">""" + "\n");
        Add($"""<rect width="{Width}" height="{height}" rx="8" fill="#ffffff" stroke="#d0d7de"/>""" + "\n");
        Text(Left, 26, "start", 15, "#1f2328", title);
        Text(Left, 44, "start", 11, "#57606a", $"{yAxis}, logarithmic");
    }

    private void DrawAxes(List<double> xs, double low, double high, Func<double, double> x, Func<double, double> y)
    {
        for (var power = low; power <= high; power++)
        {
            foreach (var step in power < high ? (int[])[1, 2, 5] : [1])
            {
                var value = step * Math.Pow(10, power);
                var at = ChartText.Number(y(value));
                var colour = step == 1 ? "#d0d7de" : "#eef1f4";
                Add($"""<line x1="{Left}" x2="{Right}" y1="{at}" y2="{at}" stroke="{colour}"/>""" + "\n");
                if (step == 1 || high - low <= 2) Text(Left - 8, y(value) + 4, "end", 11, "#57606a", ChartText.Short(value));
            }
        }

        foreach (var value in xs) Text(x(value), Bottom + 18, "middle", 11, "#57606a", ChartText.Short(value));
        Text((Left + Right) / 2.0, Bottom + 38, "middle", 11, "#57606a", xAxis);
    }

    private void DrawLine(ChartSeries line, int number, Func<double, double> x, Func<double, double> y)
    {
        var colour = Colours[number % Colours.Length];
        var drawn = line.Points.Where(point => point.Y > 0).ToList();
        var points = string.Join(' ', drawn.Select(point => $"{ChartText.Number(x(point.X))},{ChartText.Number(y(point.Y))}"));
        // Dashes beyond the colours, so that a line is told apart in print as well.
        var dash = number % 2 == 1 ? " stroke-dasharray=\"6 3\"" : "";
        Add($"""<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>""" + "\n");
        foreach (var (px, py) in drawn)
        {
            Add($"""<circle cx="{ChartText.Number(x(px))}" cy="{ChartText.Number(y(py))}" r="3.5" fill="{colour}">""");
            Add($"<title>{ChartText.Escape(line.Name)}: {ChartText.Short(py)}</title></circle>\n");
        }

        var (column, row) = (number % 2, number / 2);
        var (left, top) = (Left + column * (Right - Left) / 2, Bottom + 62 + row * LegendRow);
        Add($"""<line x1="{left}" x2="{left + 22}" y1="{top}" y2="{top}" stroke="{colour}" stroke-width="2"{dash}/>""" + "\n");
        Text(left + 28, top + 4, "start", 12, "#1f2328", line.Name);
    }

    private void Text(double x, double y, string anchor, int size, string colour, string text) => Add(
        $"""<text x="{ChartText.Number(x)}" y="{ChartText.Number(y)}" text-anchor="{anchor}" font-size="{size}" """
        + $"""fill="{colour}">{ChartText.Escape(text)}</text>""" + "\n");

    private void Add(string text) => _svg.Append(text);
}
