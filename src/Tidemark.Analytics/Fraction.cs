using System.Globalization;
using System.Runtime.CompilerServices;

namespace Tidemark.Analytics;

/// <summary>Fractions of something.</summary>
public static class Fraction
{
    /// <summary>Millionths in a whole.</summary>
    internal const int PipsInWhole = 1_000_000;

    internal static void Require(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value >= 0 && value <= 1))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value.ToString(CultureInfo.InvariantCulture)}; it must be a fraction from 0 to 1.");
        }
    }

    internal static void RequireBelowOne(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value >= 0 && value < 1))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value.ToString(CultureInfo.InvariantCulture)}; it must be a fraction from 0 to below 1.");
        }
    }

    /// <summary>A fee in millionths as a fraction: 3000 is 0.003.</summary>
    /// <param name="feePips">The fee, from 0 to 999999.</param>
    /// <param name="name">What the caller calls it, for the message.</param>
    /// <returns>The fraction.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The fee is out of its range.</exception>
    public static double FromPips(int feePips, [CallerArgumentExpression(nameof(feePips))] string? name = null) => RequirePips(feePips, name) / (double)PipsInWhole;

    internal static int RequirePips(int feePips, [CallerArgumentExpression(nameof(feePips))] string? name = null) =>
        feePips is >= 0 and < PipsInWhole
            ? feePips
            : throw new ArgumentOutOfRangeException(name, feePips, $"{name} is {feePips}; a fee is from 0 to 999999 millionths.");
}
