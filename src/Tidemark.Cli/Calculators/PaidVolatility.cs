using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Greeks;
using Tidemark.Cli.Amms;

namespace Tidemark.Cli.Calculators;

/// <summary>The volatility that fees pay for.</summary>
/// <param name="Annual">The volatility; null where the position loses less at any.</param>
/// <param name="Expression">The formula with the numbers put in.</param>
/// <param name="Source">Where it comes from.</param>
internal sealed record PaidVolatility(double? Annual, string Expression, string Source)
{
    private const double DaysOfYear = 365;

    /// <summary>What to tell people where there is none.</summary>
    public const string None = "none, it loses less at any";

    /// <summary>That of the rate at the price, or, where there is no gamma, of the expected loss over the days.</summary>
    public static PaidVolatility Of(ValueCurve curve, double price, double feeApr, double days)
    {
        double value = curve.Value(price);
        if (ImpliedVolatility.FromFeeApr(curve, price, feeApr) is { } atPrice)
        {
            double bend = 0 - (curve.Gamma(price) * price * price);
            return new PaidVolatility(atPrice, $"sqrt(2 * fees a year * V / (P^2 |gamma|)) = sqrt(2 * {Amms.Formula.Show(feeApr)} * {Amms.Formula.Show(value)} / {Amms.Formula.Show(bend)}) = {Amms.Formula.Show(atPrice)}", "Lambert 2021 (On-chain volatility and Uniswap v3), for any curve");
        }
        double? overDays = feeApr > 0 ? ImpliedVolatility.FromExpectedLoss(curve, price, feeApr, days / DaysOfYear) : null;
        return new PaidVolatility(overDays, $"the volatility at which E[H - V] over {Amms.Formula.Show(days)} days is {Amms.Formula.Show(feeApr)} * {Amms.Formula.Show(value)} * {Amms.Formula.Show(days)} / 365: {(overDays is { } found ? Amms.Formula.Show(found) : "none")}", "Alexander and Fritz 2024 (arXiv:2410.00854); there is no gamma at this price");
    }

    /// <summary>The formula of a figure.</summary>
    public Formula Formula(string figure) => new(figure, Expression, Source);
}
