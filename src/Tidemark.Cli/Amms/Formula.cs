using System.Globalization;

namespace Tidemark.Cli.Amms;

/// <summary>The origin of a figure: the formula with the numbers put in, and where it comes from.</summary>
/// <param name="Figure">The figure's name in the JSON.</param>
/// <param name="Expression">The formula, with the numbers put in, and the result.</param>
/// <param name="Source">Paper, contract or derivation.</param>
internal sealed record Formula(string Figure, string Expression, string Source)
{
    /// <summary>A number as formulas show it.</summary>
    public static string Show(double value) => value.ToString("G10", CultureInfo.InvariantCulture);

    /// <summary>A formula with its numbers put in; a number that is not there is none.</summary>
    public static string Text(FormattableString expression) =>
        string.Format(CultureInfo.InvariantCulture, expression.Format, [.. expression.GetArguments().Select(static argument => argument is double number ? Show(number) : argument ?? "none")]);

    /// <summary>A sum of products with the numbers put in.</summary>
    public static string Sum(IEnumerable<double> left, IEnumerable<double> right) =>
        string.Join(" + ", left.Zip(right, static (a, b) => $"{Show(a)} * {Show(b)}"));

    /// <summary>Numbers one after another.</summary>
    public static string List(IEnumerable<double> values) => string.Join(", ", values.Select(Show));
}
