using Tidemark.Analytics;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Greeks;
using Tidemark.Cli.Amms;

namespace Tidemark.Cli.Calculators;

/// <summary>The volatility that fees pay for.</summary>
/// <param name="Annual">The volatility; null where there is none.</param>
/// <param name="None">Why there is none, for people.</param>
/// <param name="Expression">The formula with the numbers put in.</param>
/// <param name="Origin">Where it comes from.</param>
internal sealed record PaidVolatility(double? Annual, string None, string Expression, string Origin)
{
    /// <summary>That of the rate at the price, or, where there is none, of the expected loss over the days.</summary>
    public static PaidVolatility Of(ValueCurve curve, double price, double feeApr, double days, ActiveTime active)
    {
        double value = curve.Value(price);
        double gamma = curve.Gamma(price);
        if (ImpliedVolatility.FromFeeApr(curve, price, feeApr) is { } atPrice)
        {
            return new PaidVolatility(atPrice, "", $"sqrt(2 * fees a year * V / (P^2 |gamma|)) = sqrt(2 * {Formula.Show(feeApr)} * {Formula.Show(value)} / {Formula.Show(0 - (gamma * price * price))})", "Lambert 2021 (On-chain volatility and Uniswap v3), for any curve");
        }
        if (gamma > 0)
        {
            return new PaidVolatility(null, "none, it gains at any", $"no volatility loses: gamma {Formula.Show(gamma)} is positive", Source.Rebalancing);
        }
        if (active.IsOutside)
        {
            return new PaidVolatility(null, "none while out of range", $"no fees and no loss at {Formula.Show(price)}, outside [{Formula.Show(active.LowerPrice)}, {Formula.Show(active.UpperPrice)})", Source.Definition);
        }
        double? overDays = feeApr > 0 ? ImpliedVolatility.FromExpectedLoss(curve, price, feeApr, days / Year.Days) : null;
        return new PaidVolatility(overDays, "none, it loses less at any", $"the volatility at which E[H - V] over {Formula.Show(days)} days is {Formula.Show(feeApr)} * {Formula.Show(value)} * {Formula.Show(days)} / 365,", Source.ExpectedLoss + "; there is no rate at this price");
    }
}
