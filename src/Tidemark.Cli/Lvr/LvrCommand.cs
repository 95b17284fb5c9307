using System.CommandLine;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Loss;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Lvr;

/// <summary><c>tidemark lvr</c>: what arbitrage takes from a position, at once, over time, and with fees and blocks.</summary>
internal sealed class LvrCommand
{
    private const double DefaultBlockSeconds = 12;
    private const double DaysOfYear = 365;
    private const string Papers = "Milionis, Moallemi, Roughgarden, Zhang 2022 (arXiv:2208.06046)";

    private readonly Option<double?> _volatility = NumberOption.Positive("--volatility", "The volatility of the price, as a fraction a year: 0.8 is 80 %.", "S");
    private readonly Option<double[]?> _volatilities = NumberOption.ListOfZeroOrMore("--volatilities", "Instead, for a pool of several tokens: the volatility of each token's price in the numeraire, 0 for the numeraire itself.", "S,S,...");
    private readonly Option<double[]?> _correlations = NumberOption.List("--correlations", "With --volatilities: the correlation of each pair of tokens, 0 with 1, 0 with 2, and so on (default 0).", "C,...", "a correlation from -1 to 1", static value => value is >= -1 and <= 1);
    private readonly Option<int?> _feePips = NumberOption.Whole("--fee-pips", "Also with a swap fee, in millionths: 3000 is 0.3 %.", "N", 0, 999_999);
    private readonly Option<double?> _blockSeconds = NumberOption.Positive("--block-seconds", $"The time between blocks, with --fee-pips (default {DefaultBlockSeconds}).", "T");
    private readonly Option<double?> _days = NumberOption.Positive("--days", $"The horizon of the expected loss (default {DaysOfYear}).", "D");

    public static Command Create()
    {
        LvrCommand lvr = new();
        return new Calculator().Create(
            "lvr",
            "Loss-versus-rebalancing: what arbitrage takes from a position, in any AMM.",
            [lvr._volatility, lvr._volatilities, lvr._correlations, lvr._feePips, lvr._blockSeconds, lvr._days],
            static _ => [],
            lvr.Report);
    }

    private CalculatorReport Report(AmmCase position, ParseResult result)
    {
        if (result.GetList(_volatilities) is { } volatilities)
        {
            return ReportBasket(position, result, volatilities);
        }
        if (result.GetList(_correlations) is not null)
        {
            throw new CommandInputException("--correlations are of the prices of --volatilities; give those too.");
        }
        double volatility = result.GetValue(_volatility) ?? throw new CommandInputException("--volatility is missing: how much does the price move, as a fraction a year?");
        if (result.GetValue(_feePips) is null && result.GetValue(_blockSeconds) is not null)
        {
            throw new CommandInputException("--block-seconds matters only to a pool with a fee; give --fee-pips.");
        }
        double price = position.PriceNow;
        double value = position.CurveNow.Value(price);
        LvrRate rate = Analytics.Loss.Lvr.RateOf(position.CurveNow, price, volatility);
        double days = result.GetValue(_days) ?? DaysOfYear;
        double expected = Analytics.Loss.Lvr.Expected(position.CurveNow, price, volatility, days / DaysOfYear);
        List<FigureGroup> groups =
        [
            new FigureGroup("horizon", $"Expected over {ReportFormat.Number(days)} days, the price a martingale",
            [
                new Figure("days", "days", days),
                new Figure("expectedLvrValue", "loss in money", -expected),
                new Figure("expectedLvrFraction", "loss, of the value now", value > 0 ? -expected / value : null, FigureUnit.Fraction),
            ]),
        ];
        List<Formula> formulas =
        [
            position.Value,
            new("lvrAnnualValue", $"LVR a year = s^2 P^2 V'' / 2 = {Formula.Show(volatility)}^2 * {Formula.Show(price)}^2 * {Formula.Show(position.CurveNow.Gamma(price))} / 2 = {Formula.Show(-rate.ValueAnnual)}", Papers),
            new("horizon.expectedLvrValue", $"E[V - H] over {Formula.Show(days)} days = {Formula.Show(-expected)}", "Alexander and Fritz 2024 (arXiv:2410.00854): the mean of LVR is that of impermanent loss when the price is a martingale"),
        ];
        if (result.GetValue(_feePips) is { } feePips)
        {
            AddBlocks(groups, formulas, position.CurveNow, price, volatility, feePips, result.GetValue(_blockSeconds) ?? DefaultBlockSeconds);
        }
        return new CalculatorReport
        {
            Amm = position.Amm,
            Sentence = $"At {ReportFormat.Number(price)} and a volatility of {ReportFormat.Percent(volatility)} a year, {Verdict(rate, expected, days)}",
            Parameters = position.Parameters,
            Figures =
            [
                new Figure("price", "price", price),
                new Figure("poolValue", "value in the pool", value),
                new Figure("volatilityAnnualFraction", "volatility a year", volatility, FigureUnit.Fraction),
                .. Rates(rate),
                new Figure("multipleOfConstantProduct", "times that of constant product", rate.FractionAnnual * 8 / (volatility * volatility)),
            ],
            Groups = groups,
            Formulas = formulas,
        };
    }

    private CalculatorReport ReportBasket(AmmCase position, ParseResult result, double[] volatilities)
    {
        if (position.Basket is not { } basket)
        {
            throw new CommandInputException($"{position.Amm} has one price; give --volatility.");
        }
        if (result.GetValue(_volatility) is not null || result.GetValue(_feePips) is not null)
        {
            throw new CommandInputException("--volatilities stand instead of --volatility, and know no --fee-pips; leave one out.");
        }
        double[] prices = position.Prices ?? position.EntryPrices;
        LvrRate rate = Analytics.Loss.Lvr.RateOf(basket, prices, volatilities, Matrix(result.GetList(_correlations), basket.TokenCount));
        return new CalculatorReport
        {
            Amm = position.Amm,
            Sentence = $"Arbitrage takes {ReportFormat.Percent(rate.FractionAnnual)} of the value a year; fees must bring as much.",
            Parameters = position.Parameters,
            Figures = [new Figure("poolValue", "value in the pool", basket.Value(prices)), .. Rates(rate)],
            Formulas = [position.Value, new Formula("lvrAnnualValue", $"LVR a year = sum over i, j of c_ij s_i s_j p_i p_j (dx_i / dp_j) / 2 = {Formula.Show(-rate.ValueAnnual)}", Papers)],
        };
    }

    private static string Verdict(LvrRate rate, double expected, double days) => rate.ValueAnnual switch
    {
        > 0 => $"arbitrage takes {ReportFormat.Percent(rate.FractionAnnual)} of the value a year, {ReportFormat.Number(rate.ValueAnnual / DaysOfYear)} a day; fees must bring as much.",
        < 0 => $"the position gains {ReportFormat.Percent(-rate.FractionAnnual)} of its value a year, at the cost of who pays the claim.",
        _ when expected > 0 => $"the amounts stay or jump, so that there is no rate; over {ReportFormat.Number(days)} days a loss of {ReportFormat.Number(expected)} is expected, and fees must bring as much.",
        _ => "arbitrage takes nothing.",
    };

    private static Figure[] Rates(LvrRate rate) =>
    [
        new Figure("lvrAnnualFraction", "LVR a year, of the value", -rate.FractionAnnual, FigureUnit.Fraction),
        new Figure("lvrAnnualValue", "LVR a year in money", -rate.ValueAnnual),
        new Figure("lvrPerDayFraction", "LVR a day, of the value", -rate.FractionAnnual / DaysOfYear, FigureUnit.Fraction),
        new Figure("lvrPerDayValue", "LVR a day in money", -rate.ValueAnnual / DaysOfYear),
    ];

    // Row by row, from the pairs above the diagonal.
    private static double[] Matrix(double[]? pairs, int count)
    {
        int wanted = count * (count - 1) / 2;
        if (pairs is not null && pairs.Length != wanted)
        {
            throw new CommandInputException($"--correlations has {pairs.Length} entries; {count} tokens have {wanted} pairs.");
        }
        double[] matrix = new double[count * count];
        int next = 0;
        for (int i = 0; i < count; i++)
        {
            matrix[(i * count) + i] = 1;
            for (int j = i + 1; j < count; j++)
            {
                double correlation = pairs?[next++] ?? 0;
                matrix[(i * count) + j] = correlation;
                matrix[(j * count) + i] = correlation;
            }
        }
        return matrix;
    }

    private static void AddBlocks(List<FigureGroup> groups, List<Formula> formulas, ValueCurve curve, double price, double volatility, int feePips, double blockSeconds)
    {
        double logFee = ArbitrageWithFees.LogFee(feePips);
        ArbitrageRates poisson = ArbitrageWithFees.OverPoissonBlocks(curve, price, volatility, logFee, blockSeconds);
        ArbitrageRates even = ArbitrageWithFees.OverEvenBlocks(curve, price, volatility, logFee, blockSeconds);
        groups.Add(Blocks("evenBlocks", $"With the fee, a block every {ReportFormat.Number(blockSeconds)} seconds", even));
        groups.Add(Blocks("poissonBlocks", $"With the fee, blocks at random times {ReportFormat.Number(blockSeconds)} seconds apart in the mean", poisson));
        string numbers = $"log fee g = -ln(1 - {Formula.Show(feePips / 1e6)}) = {Formula.Show(logFee)}";
        formulas.Add(new Formula("poissonBlocks.tradeProbability", $"1 / (1 + g sqrt(2 / dt) / s), {numbers} = {Formula.Show(poisson.TradeProbability)}", "Milionis, Moallemi, Roughgarden 2023 (arXiv:2305.14604)"));
        formulas.Add(new Formula("evenBlocks.arbitrageAnnualFraction", $"LVR / (1 + 1.7164519 g / s_block), {numbers} = {Formula.Show(-even.ArbitrageFractionAnnual)}", "Nezlobin and Tassy 2025 (arXiv:2505.05113)"));
    }

    private static FigureGroup Blocks(string name, string label, ArbitrageRates rates) => new(name, label,
    [
        new Figure("tradeProbability", "a block brings an arbitrage trade", rates.TradeProbability, FigureUnit.Fraction),
        new Figure("arbitrageAnnualFraction", "lost to arbitrage a year, of the value", -rates.ArbitrageFractionAnnual, FigureUnit.Fraction),
        new Figure("arbitrageAnnualValue", "lost to arbitrage a year in money", -rates.ArbitrageValueAnnual),
        new Figure("arbitragePerDayFraction", "lost to arbitrage a day, of the value", -rates.ArbitrageFractionAnnual / DaysOfYear, FigureUnit.Fraction),
        new Figure("arbitrageFeesAnnualFraction", "fees that arbitrage pays a year, of the value", rates.FeesFractionAnnual, FigureUnit.Fraction),
        new Figure("arbitrageFeesAnnualValue", "fees that arbitrage pays a year in money", rates.FeesValueAnnual),
    ]);
}
