using System.CommandLine;
using Tidemark.Analytics;
using Tidemark.Analytics.Legs.Hedging;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Hedge;

/// <summary>The options of following delta: at which prices the short is off, how often that happens, and what it costs.</summary>
internal sealed class BandOptions
{
    private const double DefaultCost = 0.0005;
    private const string Uncertain = "may never be";

    private static readonly double[] DefaultBands = [0.02, 0.05, 0.1, 0.2, 0.5];

    private readonly Option<double[]?> _bands = NumberOption.PositiveList("--bands", $"By how much of its size the short may be off before it is adjusted (default {string.Join(',', DefaultBands.Select(Formula.Show))}).", "X,X,...");
    private readonly Option<double?> _cost = NumberOption.Fraction("--trade-cost", $"Fee and slippage of adjusting the short, as a fraction of what is traded (default {DefaultCost}).", "C");

    public IEnumerable<Option> All => [_bands, _cost];

    public FigureTable Read(HedgeQuestion question, ParseResult result)
    {
        double[] tolerances = result.GetList(_bands) ?? DefaultBands;
        double cost = result.GetValue(_cost) ?? DefaultCost;
        RebalanceBand[] bands = [.. tolerances.Select(tolerance => RebalanceBand.Of(question.Curve, question.Price, tolerance, Size(question)))];
        return new FigureTable(
            "bands",
            "Adjusting the short when it is off by so much",
            [.. bands.Select(band => Row(band, question.Volatility, cost))],
            Formulas: Explain(bands[0], Size(question), question.Volatility, cost));
    }

    // Where there is no short, off is what the value would buy of the token.
    private static double Size(HedgeQuestion question) => question.Quantity == 0 ? Math.Abs(question.Value) / question.Price : Math.Abs(question.Quantity);

    private static List<Figure> Row(RebalanceBand band, double? volatility, double cost)
    {
        List<Figure> row =
        [
            new Figure("bandFraction", "off by", band.ToleranceFraction, FigureUnit.Fraction),
            new Figure("lowerPrice", "below", band.LowerPrice),
            new Figure("upperPrice", "above", band.UpperPrice),
        ];
        if (volatility is { } sigma)
        {
            double? years = band.ExpectedYears(sigma);
            row.Add(new Figure("meanDays", "days until then", years * Year.Days, FigureUnit.Days, "no end"));
            row.Add(new Figure("adjustmentsPerYear", "times a year", PerYear(band, years), None: band.IsAtJump ? "at once" : Uncertain));
            row.Add(new Figure("costPerYearValue", "cost a year", -band.CostAnnual(sigma, cost), None: band.IsAtJump ? "no end" : Uncertain));
        }
        return row;
    }

    private static double? PerYear(RebalanceBand band, double? years) => band.IsAtJump ? null : years is { } mean ? 1 / mean : band.UpperPrice is null ? 0 : null;

    private static List<Formula> Explain(RebalanceBand first, double size, double? volatility, double cost)
    {
        string off = $"|x(P) - q| = X |q| (V / P where q is 0) = {Formula.Show(first.ToleranceFraction)} * {Formula.Show(size)}; the first band's";
        List<Formula> formulas =
        [
            new("bands.bandFraction", $"as given, or the default; the first = {Formula.Show(first.ToleranceFraction)}", "--bands"),
            new("bands.lowerPrice", $"the price below at which {off} = {Shown(first.LowerPrice)}", Source.Definition),
            new("bands.upperPrice", $"the price above at which {off} = {Shown(first.UpperPrice)}", Source.Definition),
        ];
        if (volatility is { } sigma)
        {
            double? years = first.ExpectedYears(sigma);
            formulas.Add(new Formula("bands.meanDays", $"mean time to leave the band at s = {Formula.Show(sigma)} without drift of the price; the first band's = {Shown(years * Year.Days)}", Source.ExitTime));
            formulas.Add(new Formula("bands.adjustmentsPerYear", $"365 / days; the first band's = {Shown(PerYear(first, years))}", Source.Definition));
            formulas.Add(new Formula(
                "bands.costPerYearValue",
                $"-c E[what is traded, at its price] / mean years, c = {Formula.Show(cost)}: {Formula.Show(first.LowerTrade)} below or {Formula.Show(first.UpperTrade)} above; the first band's = {Shown(-first.CostAnnual(sigma, cost))}",
                "renewal and reward; exact where all bands are alike by ratio"));
        }
        return formulas;
    }

    private static string Shown(double? value) => value is { } number ? Formula.Show(number) : "none";
}
