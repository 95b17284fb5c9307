using System.Globalization;
using System.Runtime.CompilerServices;

namespace Tidemark.Analytics;

/// <summary>Refuses numbers that are not a fraction of something.</summary>
internal static class Fraction
{
    /// <summary>Millionths in a whole.</summary>
    public const int PipsInWhole = 1_000_000;

    public static void Require(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value >= 0 && value <= 1))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value.ToString(CultureInfo.InvariantCulture)}; it must be a fraction from 0 to 1.");
        }
    }

    public static double FromPips(int feePips, [CallerArgumentExpression(nameof(feePips))] string? name = null) => RequirePips(feePips, name) / (double)PipsInWhole;

    public static int RequirePips(int feePips, [CallerArgumentExpression(nameof(feePips))] string? name = null) =>
        feePips is >= 0 and < PipsInWhole
            ? feePips
            : throw new ArgumentOutOfRangeException(name, feePips, $"{name} is {feePips}; a fee is from 0 to 999999 millionths.");
}
