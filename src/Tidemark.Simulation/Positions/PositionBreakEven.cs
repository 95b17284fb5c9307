using Tidemark.Amm.Numerics;
using Tidemark.Analytics.Curves;

namespace Tidemark.Simulation.Positions;

/// <summary>What it would take for a position to be even with holding what was put in.</summary>
/// <param name="PriceBelow">The nearest price below the one at the end at which it is even, token 1's base units for one of token 0, with the fees as they
/// are; null where there is none down to a thousandth of the price.</param>
/// <param name="PriceAbove">The nearest one above, up to a thousand times the price.</param>
/// <param name="Days">Days of fees as they were on average while it was open, that make up for being behind; null where it is not behind, or earns nothing.</param>
public sealed record PositionBreakEven(double? PriceBelow, double? PriceAbove, double? Days)
{
    private const double Farthest = 1000;

    /// <summary>Finds it.</summary>
    /// <param name="statement">The statement of a position that is open at the end; that of a closed one has no price, for none changes it any more.</param>
    /// <param name="isToken0Steady">Whether the price of token 0 in the numeraire stays as it is while the pool's price moves, as where token 0 is the
    /// numeraire; that of token 1 stays otherwise. It matters where something is realised.</param>
    /// <returns>The prices and the days.</returns>
    public static PositionBreakEven Of(PositionStatement statement, bool isToken0Steady = false)
    {
        ArgumentNullException.ThrowIfNull(statement);
        PositionHistory history = statement.History;
        double behind = -statement.Attribution.NetOverHold;
        double fees = statement.Attribution[Analytics.Ledger.ProfitPart.Fees].Total;
        double days = history.OpenSeconds / 86_400.0;
        double? daysOfFees = behind > 0 && fees > 0 && days > 0 && history.Liquidity != UInt128.Zero ? behind / (fees / days) : null;
        if (history.Liquidity == UInt128.Zero)
        {
            return new PositionBreakEven(null, null, daysOfFees);
        }
        // In base units of token 1; what is realised keeps its value in the numeraire.
        ValueCurve curve = history.EndCurve();
        double end = PoolPrice.Of(history.SqrtPriceX96);
        (UInt256 apart0, UInt256 apart1) = history.FeesApart();
        (double uncollected0, double uncollected1) = (BaseUnits.ToDouble(apart0), BaseUnits.ToDouble(apart1));
        double Ahead(double price) => curve.Value(price) - (statement.Held.Amount0 * price) - statement.Held.Amount1 + (uncollected0 * price) + uncollected1;
        double realised = (statement.Attribution.NetOverHold / statement.EndPrices.Token1) - Ahead(end);
        double Standing(double price) => Ahead(price) + (isToken0Steady ? realised * price / end : realised);
        double[] even = EvenPrices(
            curve, uncollected0 - statement.Held.Amount0 + (isToken0Steady ? realised / end : 0), uncollected1 - statement.Held.Amount1 + (isToken0Steady ? 0 : realised));
        return new PositionBreakEven(
            Nearest(Standing, [end, .. even.Where(price => price < end && price > end / Farthest).OrderDescending(), end / Farthest]),
            Nearest(Standing, [end, .. even.Where(price => price > end && price < end * Farthest).Order(), end * Farthest]),
            daysOfFees);
    }

    // Prices at which the curve and tokens beside it are worth nothing together. In the root s of the price that is a s^2 + b s + c below, in and above a range.
    private static double[] EvenPrices(ValueCurve curve, double beside0, double beside1)
    {
        (double liquidity, double low, double high) = curve is ConcentratedCurve range
            ? (range.Liquidity, Math.Sqrt(range.LowerPrice), Math.Sqrt(range.UpperPrice))
            : (((ConstantProductCurve)curve).Liquidity, 0, double.PositiveInfinity);
        return
        [
            .. Roots((liquidity / low) - (liquidity / high) + beside0, 0, beside1, 0, low),
            .. Roots(beside0 - (liquidity / high), 2 * liquidity, beside1 - (liquidity * low), low, high),
            .. Roots(beside0, 0, beside1 + (liquidity * (high - low)), high, double.PositiveInfinity),
        ];
    }

    // Squares of the solutions between two bounds, for b >= 0. The larger of the two in size is not a difference, and the other follows from it.
    private static IEnumerable<double> Roots(double a, double b, double c, double low, double high)
    {
        double larger = -((b / 2) + Math.Sqrt((b * b / 4) - (a * c)));
        return new[] { larger / a, c / larger }.Where(root => root >= low && root <= high).Select(static root => root * root);
    }

    // Of prices outwards from the first one, the first behind which the standing has another sign.
    private static double? Nearest(Func<double, double> standing, double[] prices)
    {
        bool isAhead = standing(prices[0]) >= 0;
        for (int i = 0; i + 1 < prices.Length; i++)
        {
            if (standing(Math.Sqrt(prices[i] * prices[i + 1])) >= 0 != isAhead)
            {
                return prices[i];
            }
        }
        return null;
    }
}
