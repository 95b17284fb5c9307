using System.Globalization;

namespace Tidemark.Cli.Calculators;

/// <summary>How people read a number.</summary>
internal static class ReportFormat
{
    public static string Text(Figure figure) => figure.Value is not { } value ? figure.None : figure.Unit switch
    {
        FigureUnit.Fraction => Percent(value),
        FigureUnit.Days => $"{Number(value)} {(value == 1 ? "day" : "days")}",
        _ => Number(value),
    };

    /// <summary>Seven significant digits, grouped where they are whole thousands.</summary>
    public static string Number(double value)
    {
        double size = Math.Abs(value);
        return size == 0 ? "0"
            : size is < 1e-4 or >= 1e15 or double.NaN ? value.ToString("0.######E+0", CultureInfo.InvariantCulture)
            : value.ToString("#,0." + new string('#', Math.Max(0, 6 - (int)Math.Floor(Math.Log10(size)))), CultureInfo.InvariantCulture);
    }

    /// <summary>The same for a sentence: without an exponent, however many zeros that takes.</summary>
    public static string Written(double value) =>
        value == 0 ? "0" : value.ToString("#,0." + new string('#', Math.Max(0, 6 - (int)Math.Floor(Math.Log10(Math.Abs(value))))), CultureInfo.InvariantCulture);

    /// <summary>A number of things.</summary>
    public static string Count(long count, string one, string several) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : several)}");

    public static string Percent(double fraction)
    {
        double percent = 100 * fraction;
        return percent == 0 ? "0 %"
            : Math.Abs(percent) < 1e-4 ? percent.ToString("0.####E+0", CultureInfo.InvariantCulture) + " %"
            : percent.ToString("#,0.####", CultureInfo.InvariantCulture) + " %";
    }
}
