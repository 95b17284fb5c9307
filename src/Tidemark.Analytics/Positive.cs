using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Tidemark.Analytics;

/// <summary>Refuses numbers that a formula has no answer for.</summary>
internal static class Positive
{
    public static void Require(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value > 0 && value <= double.MaxValue))
        {
            Throw(value, name, "a positive, finite number");
        }
    }

    public static void RequireOrZero(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value >= 0 && value <= double.MaxValue))
        {
            Throw(value, name, "zero or a positive, finite number");
        }
    }

    [DoesNotReturn]
    private static void Throw(double value, string? name, string allowed) =>
        throw new ArgumentOutOfRangeException(name, value, $"{name} is {value.ToString(System.Globalization.CultureInfo.InvariantCulture)}; it must be {allowed}.");
}
