namespace Tidemark.Analytics;

/// <summary>Differences of exponentials and logarithms that keep their digits where the terms nearly cancel.</summary>
internal static class Exponential
{
    private const double SmallMove = 0.5;

    // e^x - 1
    public static double MinusOne(double x) => Math.Abs(x) < SmallMove ? 2 * Math.Sinh(x / 2) * Math.Exp(x / 2) : Math.Exp(x) - 1;

    // e^x - 1 - x, by its series where x is small
    public static double AboveTangent(double x)
    {
        if (Math.Abs(x) >= SmallMove)
        {
            return Math.Exp(x) - 1 - x;
        }
        double term = x * x / 2;
        double sum = term;
        for (int power = 3; Math.Abs(term) > sum * 1e-17; power++)
        {
            term *= x / power;
            sum += term;
        }
        return sum;
    }

    // ln(to / from)
    public static double LogOfRatio(double from, double to) =>
        Math.Abs(to - from) < SmallMove * from ? LogOfGrowth((to - from) / from) : Math.Log(to) - Math.Log(from);

    // ln(1 + growth)
    public static double LogOfGrowth(double growth) =>
        Math.Abs(growth) < SmallMove ? 2 * Math.Atanh(growth / (2 + growth)) : Math.Log(1 + growth);
}
