namespace Tidemark.Analytics.Legs;

/// <summary>The probability of liquidation where what the collateral earns depends on the path of the price.</summary>
/// <remarks>
/// The liquidation prices are solved on a grid of times and of what was earned until then. Seeded paths in antithetic pairs earn as they go, and between two times each
/// survives with the probability that the bridge between its ends stays off both prices.
/// </remarks>
internal static class LiquidationSimulation
{
    private const int Pairs = 10_000;
    private const int Slices = 96;
    private const int Incomes = 9;
    private const int Seed = 20_240_101;

    /// <summary>The first collateral whose fees count and depend on the path: those of a range, and those that stay beside the liquidity; null where there is none.</summary>
    public static LiquidityLeg? IncomeOfPath(Book book, LiquidationRule rule) => rule.Collateral.Select(part => book.Find(part.Leg)).OfType<LiquidityLeg>()
        .FirstOrDefault(static leg => leg.Fees.NetFeeAprFraction > 0 && (leg.Curve.ActiveRange is not null || !leg.Fees.IsReinvested));

    /// <summary>The probability within the horizon; a standard error is at most 0.004.</summary>
    public static double Probability(Book book, LiquidationRule rule, MarketState state, LiquidityLeg leg, double volatilityAnnual, double years, double driftAnnual)
    {
        double span = years / Slices;
        double most = Most(leg, state, years);
        (double Lower, double Upper)[][] walls = Walls(book, rule, state, leg, years, most);
        double step = volatilityAnnual * Math.Sqrt(span);
        double shift = (driftAnnual - (volatilityAnnual * volatilityAnnual / 2)) * span;
        double[] scores = new double[Slices];
        Random random = new(Seed);
        double hit = 0;
        for (int pair = 0; pair < Pairs; pair++)
        {
            for (int i = 0; i < Slices; i++)
            {
                scores[i] = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            }
            hit += 1 - Survival(1);
            hit += 1 - Survival(-1);
        }
        return hit / (2 * Pairs);

        double Survival(int sign)
        {
            double survival = 1;
            double income = 0;
            double place = Math.Log(state.Price);
            (double lower, double upper) = Wall(walls, 0, 0);
            for (int i = 0; i < Slices; i++)
            {
                double price = Math.Exp(place);
                income += leg.Curve.EarnsAt(price) ? leg.Fees.NetFeeAprFraction * span * (leg.Fees.IsReinvested ? 1 : leg.Size * leg.Curve.Value(price)) : 0;
                double next = place + shift + (sign * step * scores[i]);
                (double lowerThen, double upperThen) = Wall(walls, i + 1, Math.Min(1, income / most));
                if (next <= lowerThen || next >= upperThen)
                {
                    return 0;
                }
                survival *= Off((place - lower) * (next - lowerThen), step) * Off((upper - place) * (upperThen - next), step);
                (place, lower, upper) = (next, lowerThen, upperThen);
            }
            return survival;
        }
    }

    // The probability that a bridge stays off a straight wall, by the product of its ends' distances.
    private static double Off(double product, double step) => double.IsPositiveInfinity(product) ? 1 : Math.Max(0, 1 - Math.Exp(-2 * product / (step * step)));

    // Growth of the liquidity where fees are reinvested, and otherwise money, which hardly ever exceeds the fees on four times the value.
    private static double Most(LiquidityLeg leg, MarketState state, double years) =>
        leg.Fees.NetFeeAprFraction * years * (leg.Fees.IsReinvested ? 1 : leg.Size * (leg.Curve.ActiveRange is { } range ? leg.Curve.Value(range.UpperPrice) : 4 * leg.Curve.Value(state.Price)));

    private static (double Lower, double Upper)[][] Walls(Book book, LiquidationRule rule, MarketState state, LiquidityLeg leg, double years, double most)
    {
        var walls = new (double Lower, double Upper)[Slices + 1][];
        for (int i = 0; i <= Slices; i++)
        {
            walls[i] = new (double Lower, double Upper)[Incomes];
            MarketState at = new(state.Price, state.Years + (years * i / Slices));
            Book then = book.Advance(at).Book;
            var liquidity = (LiquidityLeg)then.Find(leg.Name)!;
            for (int j = 0; j < Incomes; j++)
            {
                double income = most * j / (Incomes - 1);
                Book earned = then.With(leg.Fees.IsReinvested ? liquidity.Having(leg.Size * Math.Exp(income), leg.UncollectedFees) : liquidity.Having(leg.Size, leg.UncollectedFees + income));
                walls[i][j] = LiquidationOutlook.Healthiest(earned, rule, at, 0) is { } price
                    ? Logs(rule.LiquidationPrices(earned, new MarketState(price, at.Years)))
                    : (double.PositiveInfinity, double.PositiveInfinity);
            }
        }
        return walls;
    }

    private static (double Lower, double Upper) Logs(LiquidationPrices prices) =>
        (prices.Down is { } down ? Math.Log(down) : double.NegativeInfinity, prices.Up is { } up ? Math.Log(up) : double.PositiveInfinity);

    private static (double Lower, double Upper) Wall((double Lower, double Upper)[][] walls, int slice, double part)
    {
        double place = part * (Incomes - 1);
        int left = Math.Min((int)place, Incomes - 2);
        ((double lowerA, double upperA), (double lowerB, double upperB)) = (walls[slice][left], walls[slice][left + 1]);
        return (Between(lowerA, lowerB, place - left), Between(upperA, upperB, place - left));
    }

    // Where a wall is infinite on one side of the grid only, the side with less income counts.
    private static double Between(double a, double b, double weight) => double.IsFinite(a) && double.IsFinite(b) ? a + ((b - a) * weight) : a;
}
