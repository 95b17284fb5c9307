using System.Runtime.Intrinsics;

namespace Tidemark.Analytics;

/// <summary>Losses as fractions of what is held: all of it at most, also where rounding says more.</summary>
internal static class LossFraction
{
    public static double Of(double lossValue, double holdValue) => holdValue > 0 ? Math.Max(-1, lossValue / holdValue) : 0;

    /// <summary>Brings what is below -1 by rounding up to it. The order of the operands matters: what is not a number stays, to be refused.</summary>
    public static Vector512<double> Bounded(Vector512<double> fractions) => Vector512.MaxNative(Vector512.Create(-1.0), fractions);
}
