using System.Globalization;
using System.Net;

namespace AtInvites.Benchmarks.Charts;

/// <summary>Texts of a chart.</summary>
internal static class ChartText
{
    /// <summary>A figure as short as an axis needs it: 10k, 1.5M, 250, 0.04.</summary>
    public static string Short(double value) => value switch
    {
        >= 1e6 => (value / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + "M",
        >= 1e4 => (value / 1e3).ToString("0.#", CultureInfo.InvariantCulture) + "k",
        >= 100 => value.ToString("n0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };

    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    public static string Escape(string text) => WebUtility.HtmlEncode(text);
}
