using Tidemark.Analytics.Curves;

namespace Tidemark.Tests.Analytics;

/// <summary>V = scale p^weight: a weighted pool, written down without the pool.</summary>
internal sealed class PowerCurve(double scale, double weight0) : ValueCurve
{
    public override Reserves Reserves(double price)
    {
        RequirePrice(price);
        double value = scale * Math.Pow(price, weight0);
        return new Reserves(weight0 * value / price, (1 - weight0) * value);
    }

    public override double Gamma(double price)
    {
        RequirePrice(price);
        return weight0 * (weight0 - 1) * scale * Math.Pow(price, weight0 - 2);
    }

    public override double ValueOverHold(double entryPrice, double price)
    {
        RequirePrice(entryPrice);
        RequirePrice(price);
        double move = Math.Log(price / entryPrice);
        return scale * Math.Pow(entryPrice, weight0) * (Growth(weight0 * move) - (weight0 * Growth(move)));
    }

    // exp(x) - 1
    private static double Growth(double x) => 2 * Math.Sinh(x / 2) * Math.Exp(x / 2);
}
