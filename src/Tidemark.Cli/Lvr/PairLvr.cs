using Tidemark.Analytics;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Loss;
using Tidemark.Analytics.Options;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Lvr;

/// <summary>What arbitrage takes from a position of which one price moves.</summary>
internal static class PairLvr
{
    public static CalculatorReport Report(AmmCase position, double volatility, double days, BlockTerms? blocks)
    {
        (ValueCurve curve, double price) = (position.CurveNow, position.PriceNow);
        double value = curve.Value(price);
        LvrRate? rate = curve.HasInfiniteGamma(price) ? null : Analytics.Loss.Lvr.RateOf(curve, price, volatility);
        double expected = Analytics.Loss.Lvr.Expected(curve, price, volatility, days / Year.Days);
        double? multiple = rate?.FractionAnnual * 8 / (volatility * volatility);
        string formula = Formula.Text(rate is null ? $"none: V'' is minus infinity at P = {price}" : (FormattableString)$"s^2 P^2 V'' / 2 = {volatility}^2 * {price}^2 * {curve.Gamma(price)} / 2 = {0 - rate?.ValueAnnual}");
        string? note = rate is { ValueAnnual: not 0 and var annual } ? LossRate.NoteOfDistance(annual, expected * Year.Days / days, days, value) : LossRate.NoteOfInfiniteGamma(curve, price);
        return new CalculatorReport
        {
            Amm = position.Amm,
            Sentence = $"At {ReportFormat.Number(price)} and a volatility of {ReportFormat.Percent(volatility)} a year, {Verdict(rate, expected, days)}",
            Notes = note is null ? [] : [note],
            Parameters = position.Parameters,
            Figures =
            [
                new Figure("price", "price", price).FromText("as given, or that of the entry or of the book", "--price"),
                new Figure("poolValue", "value in the pool", value).Whole(position.Value.Expression, position.Value.Source),
                new Figure("volatilityAnnualFraction", "volatility a year", volatility, FigureUnit.Fraction).Given("--volatility", isOfBook: true),
                .. LvrRates.Of(rate, value, formula),
                new Figure("multipleOfConstantProduct", "times that of constant product", multiple).From($"(LVR / V) / (s^2 / 8) = {rate?.FractionAnnual} * 8 / {volatility}^2", Source.Rebalancing),
            ],
            Groups = [Horizon(price, value, expected, volatility, days), .. blocks is null ? [] : BlockArbitrage.Of(position, volatility, blocks)],
        };
    }

    private static FigureGroup Horizon(double price, double value, double expected, double volatility, double days)
    {
        double deviation = new LognormalPrice(price, volatility, days / Year.Days).LogDeviation;
        return new FigureGroup("horizon", $"Expected over {ReportFormat.Number(days)} days, the price a martingale",
        [
            new Figure("days", "days", days).Given("--days", isOfBook: true),
            new Figure("expectedLvrValue", "loss in money", -expected).Whole(
                Formula.Text($"E[V - H] = E[V(P_T)] - V(P) = {value - expected} - {value} = {-expected}, ln(P_T / P) normal with deviation s sqrt(T) = {volatility} * sqrt({days} / 365) = {deviation} and mean -{deviation}^2 / 2"),
                "Alexander and Fritz 2024 (arXiv:2410.00854): the mean of LVR is that of impermanent loss when the price is a martingale"),
            new Figure("expectedLvrFraction", "loss, of the value now", value > 0 ? -expected / value : null, FigureUnit.Fraction).From($"{-expected} / V = {-expected} / {value}", Source.Definition),
        ]);
    }

    private static string Verdict(LvrRate? rate, double expected, double days) => rate switch
    {
        null => $"there is no rate; over {ReportFormat.Number(days)} days a loss of {ReportFormat.Number(expected)} is expected, and fees must bring as much.",
        { ValueAnnual: > 0 } => $"arbitrage takes {ReportFormat.Percent(rate.Value.FractionAnnual)} of the value a year, {ReportFormat.Number(rate.Value.ValueAnnual / Year.Days)} a day; fees must bring as much.",
        { ValueAnnual: < 0 } => $"the position gains {ReportFormat.Percent(-rate.Value.FractionAnnual)} of its value a year, at the cost of who pays the claim.",
        _ when expected > 0 => $"the amounts stay or jump, so that there is no rate; over {ReportFormat.Number(days)} days a loss of {ReportFormat.Number(expected)} is expected, and fees must bring as much.",
        _ => "arbitrage takes nothing.",
    };
}
