using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Loss;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Lvr;

/// <summary>The rate of a position whose every token's price moves.</summary>
internal static class BasketLvr
{
    public static CalculatorReport Report(AmmCase position, BasketVolatilities moves)
    {
        BasketCurve basket = position.Basket!;
        double[] prices = position.Prices ?? position.EntryPrices;
        LvrRate rate = Analytics.Loss.Lvr.RateOf(basket, prices, moves.Annual, moves.Correlations);
        double value = basket.Value(prices);
        return new CalculatorReport
        {
            Amm = position.Amm,
            Sentence = $"Arbitrage takes {ReportFormat.Percent(rate.FractionAnnual)} of the value a year; fees must bring as much.",
            Parameters = position.Parameters,
            Figures =
            [
                new Figure("poolValue", "value in the pool", value).Whole(position.Value.Expression, position.Value.Source),
                .. LvrRates.Of(rate, value, Explain(basket, prices, moves, rate)),
            ],
            Groups =
            [
                new FigureGroup("volatilityAnnualFraction", "Volatility a year", [.. moves.Annual.Select(static (volatility, token) =>
                    new Figure($"token{token}", $"token {token}", volatility, FigureUnit.Fraction).Given("--volatilities"))]),
                new FigureGroup("correlation", "Correlation", [.. Correlations(moves, prices.Length)]),
            ],
        };
    }

    private static IEnumerable<Figure> Correlations(BasketVolatilities moves, int count)
    {
        for (int i = 0; i < count; i++)
        {
            for (int j = i + 1; j < count; j++)
            {
                yield return new Figure($"token{i}Token{j}", $"token {i} with token {j}", moves.Correlations[(i * count) + j]).Given("--correlations");
            }
        }
    }

    private static string Explain(BasketCurve basket, double[] prices, BasketVolatilities moves, LvrRate rate)
    {
        List<string> terms = [];
        double[] gammas = new double[prices.Length];
        for (int j = 0; j < prices.Length; j++)
        {
            basket.Gammas(prices, j, gammas);
            for (int i = 0; i < prices.Length; i++)
            {
                double factor = moves.Correlations[(i * prices.Length) + j] * moves.Annual[i] * moves.Annual[j];
                if (factor != 0)
                {
                    terms.Add(Formula.Text($"{moves.Correlations[(i * prices.Length) + j]} * {moves.Annual[i]} * {moves.Annual[j]} * {prices[i]} * {prices[j]} * {gammas[i]}"));
                }
            }
        }
        return $"sum over i, j of c_ij s_i s_j p_i p_j (dx_i / dp_j) / 2 = ({string.Join(" + ", terms)}) / 2 = {Formula.Show(0 - rate.ValueAnnual)}";
    }
}
