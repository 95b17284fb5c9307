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
}
