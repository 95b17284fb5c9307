using Tidemark.Analytics.Options;

namespace Tidemark.Analytics.Legs;

/// <summary>The probability of liquidation where what collateral earns depends on the path of the price.</summary>
/// <remarks>
/// The book itself is advanced along seeded paths in antithetic pairs, whose ends are spread evenly over their law. Between two times each survives with the probability that the bridge
/// between its ends stays off the liquidation prices, as far as they are near.
/// </remarks>
internal static class LiquidationSimulation
{
    private const int Pairs = 3_000;
    private const int FewestSlices = 64;
    private const int MostSlices = 512;
    private const double WidestStep = 0.07;
    private const int Seed = 20_240_101;
    private const double Near = 6;
    private const int Refinements = 5;

    /// <summary>Whether there is collateral whose fees count and depend on the path: those of a range, and those that stay beside the liquidity.</summary>
    public static bool DependsOnPath(Book book, LiquidationRule rule) => rule.Collateral.Select(part => book.Find(part.Leg)).OfType<LiquidityLeg>()
        .Any(static leg => leg.Fees.NetFeeAprFraction > 0 && (leg.Curve.ActiveRange is not null || !leg.Fees.IsReinvested));

    /// <summary>The probability within the horizon; a standard error is about 0.005 at most.</summary>
    public static double Probability(Book book, LiquidationRule rule, MarketState state, double volatilityAnnual, double years, double driftAnnual)
    {
        Book secured = new([.. rule.Collateral.Select(static part => part.Leg).Concat(rule.Debts).Distinct().Select(name => book.Find(name)!)]);
        double deviation = volatilityAnnual * Math.Sqrt(years);
        int slices = (int)Math.Clamp(Math.Ceiling(deviation * deviation / (WidestStep * WidestStep)), FewestSlices, MostSlices);
        double span = years / slices;
        double step = volatilityAnnual * Math.Sqrt(span);
        double shift = (driftAnnual - (volatilityAnnual * volatilityAnnual / 2)) * span;
        double[] scores = new double[slices];
        Random random = new(Seed);
        double hit = 0;
        for (int pair = 0; pair < Pairs; pair++)
        {
            Draw(random, scores, (pair + random.NextDouble()) / (2 * Pairs));
            hit += 2 - Survival(1) - Survival(-1);
        }
        return hit / (2 * Pairs);

        double Survival(int sign)
        {
            double survival = 1;
            Book now = secured;
            double place = Math.Log(state.Price);
            (double lower, double upper) = Walls(now, rule, rule.HealthFactor(now, state), place, state.Years, step);
            for (int i = 0; i < slices; i++)
            {
                double next = place + shift + (sign * step * scores[i]);
                MarketState then = new(Math.Exp(next), state.Years + ((i + 1) * span));
                now = now.Advance(then).Book;
                double health = rule.HealthFactor(now, then);
                if (health < 1)
                {
                    return 0;
                }
                (double lowerThen, double upperThen) = Walls(now, rule, health, next, then.Years, step);
                survival *= Off((place - lower) * (next - lowerThen), step) * Off((upper - place) * (upperThen - next), step);
                (place, lower, upper) = (next, lowerThen, upperThen);
            }
            return survival;
        }
    }

    // Normal scores with a given probability that their sum is less.
    private static void Draw(Random random, double[] scores, double probability)
    {
        MathNet.Numerics.Distributions.Normal.Samples(random, scores, 0, 1);
        double excess = (NormalLaw.Quantile(probability) - (scores.Sum() / Math.Sqrt(scores.Length))) / Math.Sqrt(scores.Length);
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] += excess;
        }
    }

    // The probability that a bridge stays off a straight wall, by the product of its ends' distances.
    private static double Off(double product, double step) => double.IsPositiveInfinity(product) ? 1 : Math.Max(0, 1 - Math.Exp(-2 * product / (step * step)));

    // The log prices next to a healthy one at which it is liquidated; infinite where a path hardly reaches them in a step.
    private static (double Lower, double Upper) Walls(Book book, LiquidationRule rule, double health, double place, double years, double step)
    {
        double Excess(double logPrice) => Math.Log(rule.HealthFactor(book, new MarketState(Math.Exp(logPrice), years)));
        double here = Math.Log(health);
        return (Wall(-1) ?? double.NegativeInfinity, Wall(1) ?? double.PositiveInfinity);

        double? Wall(int side)
        {
            (double healthy, double over) = (place, here);
            double off = place + (side * Near * step);
            double under = Excess(off);
            if (under >= 0)
            {
                return null;
            }
            if (here <= 0)
            {
                return place;
            }
            for (int i = 0; i < Refinements; i++)
            {
                double between = healthy + ((off - healthy) * over / (over - under));
                double excess = Excess(between);
                if (excess >= 0)
                {
                    (healthy, over, under) = (between, excess, under / 2);
                }
                else
                {
                    (off, under, over) = (between, excess, over / 2);
                }
            }
            return (healthy + off) / 2;
        }
    }
}
