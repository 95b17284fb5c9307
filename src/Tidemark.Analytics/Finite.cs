using System.Globalization;
using System.Runtime.CompilerServices;

namespace Tidemark.Analytics;

/// <summary>Refuses numbers that are not finite, and arguments whose result would not be.</summary>
internal static class Finite
{
    public static void Require(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value.ToString(CultureInfo.InvariantCulture)}; it must be a finite number.");
        }
    }

    public static double Result(double result, double argument, [CallerArgumentExpression(nameof(argument))] string? name = null) =>
        double.IsFinite(result)
            ? result
            : throw new ArgumentOutOfRangeException(name, argument, $"{name} is {argument.ToString(CultureInfo.InvariantCulture)}; the result would be beyond the numbers of a double. Use a less extreme one.");
}
