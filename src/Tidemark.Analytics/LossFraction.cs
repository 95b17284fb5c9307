using System.Runtime.Intrinsics;

namespace Tidemark.Analytics;

/// <summary>Losses as fractions of what is held: all of it at most, also where rounding says more.</summary>
internal static class LossFraction
{
    private const double RoundedWhole = -1.000001;

    public static double Of(double lossValue, double holdValue) => holdValue > 0 ? Math.Max(-1, lossValue / holdValue) : 0;

    /// <summary>Brings what is below -1 by rounding up to it; what is no fraction at all stays, to be refused.</summary>
    public static Vector512<double> Bounded(Vector512<double> fractions)
    {
        var whole = Vector512.Create(-1.0);
        Vector512<double> isRounded = Vector512.LessThan(fractions, whole) & Vector512.GreaterThan(fractions, Vector512.Create(RoundedWhole));
        return Vector512.ConditionalSelect(isRounded, whole, fractions);
    }
}
