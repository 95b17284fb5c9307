using Tidemark.Analytics.Options;

namespace Tidemark.Analytics.Legs;

/// <summary>When a rule liquidates, and how probably.</summary>
public static class LiquidationOutlook
{
    private const double MostYears = 100;
    private const double Farthest = 1e12;
    private const double Straight = 1e-9;

    /// <summary>How long interest on debts takes to liquidate, if the price stays and the collateral earns nothing from the state on.</summary>
    /// <param name="book">The book.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="state">The state from which is counted, not before that of any leg; healthy.</param>
    /// <returns>Years of 365 days; null where it takes more than a hundred, or never happens.</returns>
    /// <exception cref="ArgumentException">It is liquidatable at the state already.</exception>
    public static double? YearsUntilInterestAloneLiquidates(Book book, LiquidationRule rule, MarketState state)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(rule);
        Book now = book.Advance(state).Book;
        return YearsUntilInterestLiquidates(now.With([.. rule.Collateral.Select(part => now.Find(part.Leg)!.WithoutIncome())]), rule, state);
    }

    /// <summary>How long interest and the like take to liquidate, if the price stays.</summary>
    /// <param name="book">The book.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="state">The state from which is counted; healthy.</param>
    /// <returns>Years of 365 days; null where it takes more than a hundred, or never happens.</returns>
    /// <exception cref="ArgumentException">It is liquidatable at the state already.</exception>
    public static double? YearsUntilInterestLiquidates(Book book, LiquidationRule rule, MarketState state)
    {
        RequireHealthy(book, rule, state);
        Book now = book.Advance(state).Book;
        return FirstYears(years => rule.HealthFactor(now, new MarketState(state.Price, state.Years + years)) < 1);
    }

    /// <summary>How long funding takes to use up a perpetual's margin, if the price stays and nothing fills it up.</summary>
    /// <param name="leg">The perpetual.</param>
    /// <param name="state">The state from which is counted, not before that of the leg.</param>
    /// <returns>Years of 365 days until the margin is below its maintenance; zero where it is at the state; null where it takes more than a hundred, or never happens.</returns>
    public static double? YearsUntilFundingCloses(PerpetualLeg leg, MarketState state)
    {
        ArgumentNullException.ThrowIfNull(leg);
        bool IsClosed(double years) => new MarketState(state.Price, state.Years + years) is var then && leg.MarginValue(then) < leg.MaintenanceMargin(then);
        return leg.Quantity == 0 ? null : IsClosed(0) ? 0 : FirstYears(IsClosed);
    }

    // The first time at which something is so, which is not now and stays so for a day at least.
    private static double? FirstYears(Func<double, bool> isSo)
    {
        double before = 0;
        for (int day = 1; day <= MostYears * Year.Days; day++)
        {
            double years = day / Year.Days;
            if (isSo(years))
            {
                return Bisection.Between(before, years, isSo).Far;
            }
            before = years;
        }
        return null;
    }

    /// <summary>The probability that a price under geometric Brownian motion liquidates within a horizon.</summary>
    /// <param name="book">The book.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="state">The state from which is counted; healthy.</param>
    /// <param name="volatilityAnnual">The volatility, positive.</param>
    /// <param name="years">The horizon, positive.</param>
    /// <param name="driftAnnual">The growth of the mean of the price, continuously compounded.</param>
    /// <returns>From 0 to 1; in closed form where the logarithms of the prices move straight in time, otherwise within about 1e-5. Where fees depend on the path, as those of a
    /// range do, by a seeded simulation within about 0.01. One where interest leaves no healthy price within the horizon.</returns>
    /// <exception cref="ArgumentException">It is liquidatable at the state already.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static double Probability(Book book, LiquidationRule rule, MarketState state, double volatilityAnnual, double years, double driftAnnual = 0)
    {
        RequireHealthy(book, rule, state);
        Positive.Require(years);
        Positive.Require(volatilityAnnual);
        if (LiquidationSimulation.DependsOnPath(book, rule))
        {
            return LiquidationSimulation.Probability(book.Advance(state).Book, rule, state, volatilityAnnual, years, driftAnnual);
        }
        if (Healthiest(book, rule, state, years) is null)
        {
            return 1;
        }
        LiquidationPrices start = BarriersAt(0);
        LiquidationPrices middle = BarriersAt(years / 2);
        LiquidationPrices end = BarriersAt(years);
        double? lower = Growth(start.Down, middle.Down, end.Down, years);
        double? upper = Growth(start.Up, middle.Up, end.Up, years);
        // Time may bring a barrier, or take one away: a closed form is for sides that have one throughout, or none.
        bool isNeverBelow = (start.Down ?? middle.Down ?? end.Down) is null;
        bool isNeverAbove = (start.Up ?? middle.Up ?? end.Up) is null;
        return (isNeverBelow, isNeverAbove) switch
        {
            (true, true) => 0,
            (false, true) when lower is { } growth => FirstPassage.TouchProbability(state.Price, start.Down!.Value, volatilityAnnual, years, driftAnnual, growth),
            (true, false) when upper is { } growth => FirstPassage.TouchProbability(state.Price, start.Up!.Value, volatilityAnnual, years, driftAnnual, growth),
            (false, false) when lower is { } growth && Math.Abs((growth - upper) ?? double.NaN) * years < Straight => FirstPassage.ExitProbability(state.Price, start.Down!.Value, start.Up!.Value, volatilityAnnual, years, driftAnnual, growth),
            _ => MovingBarriers.Probability(state.Price, time => BarriersAt(time) is var prices ? (prices.Down, prices.Up) : default, volatilityAnnual, years, driftAnnual),
        };

        // Without a healthy price the barriers have met.
        LiquidationPrices BarriersAt(double time) => Healthiest(book, rule, state, time) is { } price
            ? rule.LiquidationPrices(book, new MarketState(price, state.Years + time))
            : new LiquidationPrices(state.Price, state.Price);
    }

    // The growth of a barrier whose logarithm is straight in time; null of another.
    private static double? Growth(double? start, double? middle, double? end, double years) =>
        Math.Abs(Math.Log((middle / start) ?? double.NaN) - (Math.Log((end / start) ?? double.NaN) / 2)) < Straight ? Math.Log(end!.Value / start!.Value) / years : null;

    /// <summary>A healthy price at a time; null where there is none. What counts of the collateral less the debt is concave in the price.</summary>
    internal static double? Healthiest(Book book, LiquidationRule rule, MarketState state, double time)
    {
        double years = state.Years + time;
        if (rule.HealthFactor(book, new MarketState(state.Price, years)) >= 1)
        {
            return state.Price;
        }
        double Margin(double logPrice)
        {
            MarketState there = new(Math.Exp(logPrice), years);
            double debt = rule.Debt(book, there);
            return debt * (rule.HealthFactor(book, there) - 1);
        }
        (double low, double high) = (Math.Log(state.Price / Farthest), Math.Log(state.Price * Farthest));
        for (int i = 0; i < 300; i++)
        {
            (double left, double right) = (low + ((high - low) / 3), high - ((high - low) / 3));
            (low, high) = Margin(left) < Margin(right) ? (left, high) : (low, right);
        }
        double best = Math.Exp((low + high) / 2);
        return Margin((low + high) / 2) >= 0 ? best : null;
    }

    private static void RequireHealthy(Book book, LiquidationRule rule, MarketState state)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(rule);
        double health = rule.HealthFactor(book, state);
        if (health < 1)
        {
            throw new ArgumentException(FormattableString.Invariant($"The health factor of {rule.Name} is {health:R} at a price of {state.Price:R}: it is liquidatable already."), nameof(state));
        }
    }
}
