using Tidemark.Analytics;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Loss;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Lvr;

/// <summary>What arbitrage takes and pays with a fee and blocks, as figures.</summary>
internal static class BlockArbitrage
{
    private const string PoissonSource = "Milionis, Moallemi, Roughgarden 2023 (arXiv:2305.14604)";
    private const string EvenSource = "Nezlobin and Tassy 2025 (arXiv:2505.05113) for wide bands; the renewal equation of the mispricing for others";

    public static FigureGroup[] Of(AmmCase position, double volatility, BlockTerms blocks)
    {
        (ValueCurve curve, double price) = (position.CurveNow, position.PriceNow);
        double logFee = ArbitrageWithFees.LogFee(blocks.FeePips);
        ArbitrageRates even = ArbitrageWithFees.OverEvenBlocks(curve, price, volatility, logFee, blocks.Seconds);
        ArbitrageRates poisson = ArbitrageWithFees.OverPoissonBlocks(curve, price, volatility, logFee, blocks.Seconds);
        string seconds = ReportFormat.Number(blocks.Seconds);
        return
        [
            new FigureGroup("evenBlocks", $"With the fee, a block every {seconds} seconds", Figures(curve, price, even, Even(volatility, logFee, blocks, even))),
            new FigureGroup("poissonBlocks", $"With the fee, blocks at random times {seconds} seconds apart in the mean", Figures(curve, price, poisson, Poisson(position.Amm == "constant-product", volatility, logFee, blocks, poisson))),
        ];
    }

    private static Figure[] Figures(ValueCurve curve, double price, ArbitrageRates rates, Expressions from)
    {
        if (rates.LvrValueAnnual == 0)
        {
            // At a jump what a block brings depends on which side the price is on, and there is no rate.
            return Nothing(price, curve.HasInfiniteGamma(price) ? "the curvature is infinite" : "the amounts jump", curve.Kinks.Span.Contains(price) ? null : 0);
        }
        (double arbitrage, double fees) = (0 - rates.ArbitrageFractionAnnual, rates.FeesFractionAnnual);
        return
        [
            new Figure("tradeProbability", "a block brings an arbitrage trade", rates.TradeProbability, FigureUnit.Fraction).Whole(from.Probability, from.Source),
            new Figure("arbitrageAnnualFraction", "lost to arbitrage a year, of the value", arbitrage, FigureUnit.Fraction).From($"in money / V = {-rates.ArbitrageValueAnnual} / {rates.PoolValue}", Source.Definition),
            new Figure("arbitrageAnnualValue", "lost to arbitrage a year in money", -rates.ArbitrageValueAnnual).Whole(from.Arbitrage, from.Source),
            new Figure("arbitragePerDayFraction", "lost to arbitrage a day, of the value", arbitrage / Year.Days, FigureUnit.Fraction).From($"a year's / 365 = {arbitrage} / 365", Source.Definition),
            new Figure("arbitrageFeesAnnualFraction", "fees that arbitrage pays a year, of the value", fees, FigureUnit.Fraction).From($"in money / V = {rates.FeesValueAnnual} / {rates.PoolValue}", Source.Definition),
            new Figure("arbitrageFeesAnnualValue", "fees that arbitrage pays a year in money", rates.FeesValueAnnual).Whole(from.Fees, from.Source),
        ];
    }

    private static Figure[] Nothing(double price, string where, double? answer)
    {
        string why = Formula.Text(answer is null ? $"no rate: {where} at P = {price}" : (FormattableString)$"0: V'' = 0 at P = {price}, so nothing is traded and nothing lost");
        (string Name, string Label, FigureUnit Unit)[] figures =
        [
            ("tradeProbability", "a block brings an arbitrage trade", FigureUnit.Fraction),
            ("arbitrageAnnualFraction", "lost to arbitrage a year, of the value", FigureUnit.Fraction),
            ("arbitrageAnnualValue", "lost to arbitrage a year in money", FigureUnit.Number),
            ("arbitragePerDayFraction", "lost to arbitrage a day, of the value", FigureUnit.Fraction),
            ("arbitrageFeesAnnualFraction", "fees that arbitrage pays a year, of the value", FigureUnit.Fraction),
            ("arbitrageFeesAnnualValue", "fees that arbitrage pays a year in money", FigureUnit.Number),
        ];
        return [.. figures.Select(figure => new Figure(figure.Name, figure.Label, answer, figure.Unit, $"none: {where} at this price").Whole(why, Source.Rebalancing))];
    }

    private static Expressions Even(double volatility, double logFee, BlockTerms blocks, ArbitrageRates rates)
    {
        double move = Move(volatility, blocks);
        double width = logFee / move;
        double kept = rates.ArbitrageValueAnnual / rates.LvrValueAnnual;
        string numbers = Formula.Text($"w = g / s_b = {logFee} / {move} = {width}, s_b = s sqrt(dt / year) = {volatility} * sqrt({blocks.Seconds} / 31536000), g = -ln(1 - {blocks.FeePips / 1e6})");
        return new Expressions(
            Formula.Text($"1 / u = 1 / {1 / rates.TradeProbability} = {rates.TradeProbability}, u the mean number of blocks in which a normal walk leaves [-w, w] from a bound; sqrt(2) (w + 0.5826) in wide bands; {numbers}"),
            Formula.Text($"LVR * kept = {-rates.LvrValueAnnual} * {kept} = {-rates.ArbitrageValueAnnual}, kept = 1 - 2 w r / u with the mean overshoot r of the walk; 1 / (1 + 1.7164519 w) in wide bands; {numbers}"),
            Formula.Text($"-LVR * (1 - kept) = {rates.LvrValueAnnual} * (1 - {kept}) = {rates.FeesValueAnnual}; {numbers}"),
            EvenSource);
    }

    private static Expressions Poisson(bool isConstantProduct, double volatility, double logFee, BlockTerms blocks, ArbitrageRates rates)
    {
        double move = Move(volatility, blocks);
        string numbers = Formula.Text($"p = {rates.TradeProbability}, g = -ln(1 - {blocks.FeePips / 1e6}) = {logFee}, s_b = s sqrt(dt / year) = {move}");
        return new Expressions(
            Formula.Text($"p = 1 / (1 + g sqrt(2 / dt) / s) = 1 / (1 + {logFee} * sqrt(2 * 31536000 / {blocks.Seconds}) / {volatility}) = {rates.TradeProbability}, g = -ln(1 - {blocks.FeePips / 1e6})"),
            isConstantProduct
                ? Formula.Text($"LVR p cosh(g/2) / (1 - s_b^2/8) = {-rates.LvrValueAnnual} * {rates.TradeProbability} * cosh({logFee} / 2) / (1 - {move}^2 / 8) = {-rates.ArbitrageValueAnnual}; {numbers}")
                : Formula.Text($"LVR p = {-rates.LvrValueAnnual} * {rates.TradeProbability} = {-rates.ArbitrageValueAnnual}; {numbers}"),
            isConstantProduct
                ? Formula.Text($"-LVR p 2 sqrt(2) / s_b sinh(g/2) / (1 - s_b^2/8) = {rates.LvrValueAnnual} * {rates.TradeProbability} * 2 * sqrt(2) / {move} * sinh({logFee} / 2) / (1 - {move}^2 / 8) = {rates.FeesValueAnnual}; {numbers}")
                : Formula.Text($"-LVR (1 - p) = {rates.LvrValueAnnual} * (1 - {rates.TradeProbability}) = {rates.FeesValueAnnual}; {numbers}"),
            PoissonSource);
    }

    private static double Move(double volatility, BlockTerms blocks) => volatility * Math.Sqrt(blocks.Seconds / Year.Seconds);

    private readonly record struct Expressions(string Probability, string Arbitrage, string Fees, string Source);
}
