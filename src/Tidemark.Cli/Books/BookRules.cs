using Tidemark.Analytics;
using Tidemark.Analytics.Legs;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Books;

/// <summary>How healthy a book is by each of its rules, and when that ends.</summary>
internal static class BookRules
{
    private const string Health = "Aave v3 GenericLogic; Alpaca and Extra Finance debt ratios; Gearbox v3 total weighted value";

    /// <summary>A row for each rule; null where there is none.</summary>
    public static FigureTable? Table(BookQuestion question)
    {
        IReadOnlyList<LiquidationRule> rules = question.Book.Rules;
        if (rules.Count == 0)
        {
            return null;
        }
        IReadOnlyList<Figure>[] rows = [.. rules.Select(rule => Row(question, rule))];
        string Of(string name) => rows[0].First(figure => figure.Name == name) is { Value: var value } figure ? $"that of {rules[0].Name} = {(value is { } number ? Formula.Show(number) : figure.None)}" : "";
        return new FigureTable(
            "rules",
            "Rules by which it is liquidated",
            rows,
            Formulas:
            [
                new("rules.healthFactor", $"what counts of the collateral / debt, sum min(threshold V, quota) / D; {Of("healthFactor")}", Health),
                new("rules.collateralValue", $"market value of the legs that secure it; {Of("collateralValue")}", Source.Definition),
                new("rules.debt", $"value of the loans with interest; {Of("debt")}", Source.Definition),
                new("rules.liquidationPriceDown", $"the price below at which the health factor is 1, solved; {Of("liquidationPriceDown")}", Health),
                new("rules.distanceDownFraction", $"P_down / P - 1; {Of("distanceDownFraction")}", Source.Definition),
                new("rules.liquidationPriceUp", $"the price above at which the health factor is 1, solved; {Of("liquidationPriceUp")}", Health),
                new("rules.distanceUpFraction", $"P_up / P - 1; {Of("distanceUpFraction")}", Source.Definition),
                new("rules.liquidationPriceDownAtHorizon", $"as above with {Formula.Show(question.Days)} days of interest and fees; {Of("liquidationPriceDownAtHorizon")}", Health),
                new("rules.liquidationPriceUpAtHorizon", $"as above with {Formula.Show(question.Days)} days of interest and fees; {Of("liquidationPriceUpAtHorizon")}", Health),
                new("rules.daysUntilInterestLiquidates", $"when the health factor comes to 1 at this price by interest on debts alone, with collateral that earns nothing, solved; {Of("daysUntilInterestLiquidates")}", Health),
                new("rules.daysUntilLiquidation", $"as above with what the collateral earns; {Of("daysUntilLiquidation")}", Health),
                new("rules.liquidationProbability", $"probability that the price touches one of both within {Formula.Show(question.Days)} days, which move with interest and fees; {Of("liquidationProbability")}", "geometric Brownian motion; Borodin and Salminen 2002 (Handbook of Brownian Motion), part I, chapter IV"),
            ],
            Names: [.. rules.Select(static rule => rule.Name)]);
    }

    /// <summary>Days until interest alone liquidates a healthy book at this price; null where it takes more than a hundred years.</summary>
    public static double? DaysOfInterest(BookQuestion question, LiquidationRule rule)
    {
        Leg[] idle = [.. rule.Collateral.Select(part => WithoutIncome(question.Book.Find(part.Leg)!))];
        return LiquidationOutlook.YearsUntilInterestLiquidates(question.Book.With(idle), rule, question.Now) * Year.Days;
    }

    /// <summary>As <see cref="DaysOfInterest"/>, with what the collateral earns.</summary>
    public static double? DaysNet(BookQuestion question, LiquidationRule rule) => LiquidationOutlook.YearsUntilInterestLiquidates(question.Book, rule, question.Now) * Year.Days;

    private static Leg WithoutIncome(Leg leg) => leg switch
    {
        LiquidityLeg liquidity => new LiquidityLeg(leg.Name, leg.Since, liquidity.Curve),
        HoldLeg hold => new HoldLeg(leg.Name, leg.Since, hold.Amounts),
        _ => leg,
    };

    private static IReadOnlyList<Figure> Row(BookQuestion question, LiquidationRule rule)
    {
        (Book book, MarketState now) = (question.Book, question.Now);
        double health = rule.HealthFactor(book, now);
        bool isHealthy = health >= 1;
        LiquidationPrices prices = Prices(book, rule, now);
        LiquidationPrices then = Prices(book, rule, question.Horizon);
        string none = isHealthy ? "never" : "at once";
        string later = rule.HealthFactor(book, question.Horizon) >= 1 ? "never" : "at once";
        return
        [
            new Figure("healthFactor", "health factor", health),
            new Figure("collateralValue", "collateral", rule.CollateralValue(book, now)),
            new Figure("debt", "debt", rule.Debt(book, now)),
            new Figure("liquidationPriceDown", "liquidated below", prices.Down, None: none),
            new Figure("distanceDownFraction", "distance", (prices.Down / now.Price) - 1, FigureUnit.Fraction),
            new Figure("liquidationPriceUp", "liquidated above", prices.Up, None: none),
            new Figure("distanceUpFraction", "distance", (prices.Up / now.Price) - 1, FigureUnit.Fraction),
            new Figure("liquidationPriceDownAtHorizon", "below, at the horizon", then.Down, None: later),
            new Figure("liquidationPriceUpAtHorizon", "above, at the horizon", then.Up, None: later),
            new Figure("daysUntilInterestLiquidates", "by interest alone", isHealthy ? DaysOfInterest(question, rule) : 0, FigureUnit.Days, "not in 100 years"),
            new Figure("daysUntilLiquidation", "by interest less income", isHealthy ? DaysNet(question, rule) : 0, FigureUnit.Days, "not in 100 years"),
            new Figure("liquidationProbability", "probability", Probability(question, rule, isHealthy), FigureUnit.Fraction, "no volatility"),
        ];
    }

    private static LiquidationPrices Prices(Book book, LiquidationRule rule, MarketState state) =>
        rule.HealthFactor(book, state) >= 1 ? rule.LiquidationPrices(book, state) : default;

    private static double? Probability(BookQuestion question, LiquidationRule rule, bool isHealthy) =>
        !isHealthy ? 1
        : question.File.VolatilityAnnual is { } volatility ? LiquidationOutlook.Probability(question.Book, rule, question.Now, volatility, question.Horizon.Years, question.File.DriftAnnual)
        : null;
}
