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
        IReadOnlyList<RuleState> rules = question.Rules;
        if (rules.Count == 0)
        {
            return null;
        }
        IReadOnlyList<Figure>[] rows = [.. rules.Select(rule => Row(question, rule))];
        string Of(string name) => rows[0].First(figure => figure.Name == name) is { Value: var value } figure ? $"that of {rules[0].Rule.Name} = {(value is { } number ? Formula.Show(number) : figure.None)}" : "";
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
            Names: [.. rules.Select(static rule => rule.Rule.Name)]);
    }

    private static IReadOnlyList<Figure> Row(BookQuestion question, RuleState state)
    {
        (Book book, MarketState now, LiquidationRule rule, LiquidationPrices prices) = (question.Book, question.Now, state.Rule, state.Prices);
        bool isHealthyThen = rule.HealthFactor(book, question.Horizon) >= 1;
        LiquidationPrices then = isHealthyThen ? rule.LiquidationPrices(book, question.Horizon) : default;
        string none = state.IsHealthy ? "never" : "at once";
        string later = isHealthyThen ? "never" : "at once";
        return
        [
            new Figure("healthFactor", "health factor", state.Health),
            new Figure("collateralValue", "collateral", rule.CollateralValue(book, now)),
            new Figure("debt", "debt", rule.Debt(book, now)),
            new Figure("liquidationPriceDown", "liquidated below", prices.Down, None: none),
            new Figure("distanceDownFraction", "distance", (prices.Down / now.Price) - 1, FigureUnit.Fraction),
            new Figure("liquidationPriceUp", "liquidated above", prices.Up, None: none),
            new Figure("distanceUpFraction", "distance", (prices.Up / now.Price) - 1, FigureUnit.Fraction),
            new Figure("liquidationPriceDownAtHorizon", "below, at the horizon", then.Down, None: later),
            new Figure("liquidationPriceUpAtHorizon", "above, at the horizon", then.Up, None: later),
            new Figure("daysUntilInterestLiquidates", "by interest alone", state.DaysOfInterest, FigureUnit.Days, "not in 100 years"),
            new Figure("daysUntilLiquidation", "by interest less income", state.DaysNet, FigureUnit.Days, "not in 100 years"),
            new Figure("liquidationProbability", "probability", Probability(question, state), FigureUnit.Fraction, "no volatility"),
        ];
    }

    private static double? Probability(BookQuestion question, RuleState state) =>
        !state.IsHealthy ? 1
        : question.File.VolatilityAnnual is { } volatility ? LiquidationOutlook.Probability(question.Book, state.Rule, question.Now, volatility, question.Horizon.Years, question.File.DriftAnnual)
        : null;
}
