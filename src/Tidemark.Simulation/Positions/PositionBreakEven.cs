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
    private const int StepsAside = 20_000;
    private const double Farthest = 1000;
    private const int Bisections = 60;

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
        (double uncollected0, double uncollected1) = (Number(apart0), Number(apart1));
        double Ahead(double price) => curve.Value(price) - (statement.Held.Amount0 * price) - statement.Held.Amount1 + (uncollected0 * price) + uncollected1;
        double realised = (statement.Attribution.NetOverHold / statement.EndPrices.Token1) - Ahead(end);
        double Standing(double price) => Ahead(price) + (isToken0Steady ? realised * price / end : realised);
        return new PositionBreakEven(Nearest(Standing, end, 1 / Farthest), Nearest(Standing, end, Farthest), daysOfFees);
    }

    // The first change of sign on a fine logarithmic grid, then halves.
    private static double? Nearest(Func<double, double> ahead, double start, double farthest)
    {
        bool isAhead = ahead(start) >= 0;
        double last = start;
        for (int step = 1; step <= StepsAside; step++)
        {
            double price = start * Math.Pow(farthest, (double)step / StepsAside);
            if (ahead(price) >= 0 != isAhead)
            {
                (double near, double far) = (last, price);
                for (int i = 0; i < Bisections; i++)
                {
                    double middle = Math.Sqrt(near * far);
                    (near, far) = ahead(middle) >= 0 == isAhead ? (middle, far) : (near, middle);
                }
                return far;
            }
            last = price;
        }
        return null;
    }

    private static double Number(in UInt256 amount) => (double)amount.ToBigInteger();
}
