using System.CommandLine;
using Tidemark.Analytics.Curves;

namespace Tidemark.Cli.Amms;

internal sealed class StableSwapNoun : BasketNoun
{
    private readonly Option<double?> _amplification = NumberOption.Single("--amplification", "The amplification that the contract stores: A n^(n-1) of the paper's A.", "A", $"a positive number up to {StableSwapCurve.MaximumAmplification:R}", static value => value is > 0 and <= StableSwapCurve.MaximumAmplification);
    private readonly Option<double[]?> _rates = NumberOption.PositiveList("--rates", "What the pool takes a unit of each coin for (default 1 each).", "R,R,...");

    public override string Name => "stableswap";

    public override string Description => "StableSwap of 2 to 8 coins: Curve. Prices are in the last coin; with two coins that of coin 0 in coin 1.";

    protected override IEnumerable<Option> FormOptions => [_amplification, _rates];

    protected override IReadOnlyList<AmmParameter> Parameters(ParseResult result) =>
    [
        new("amplification", Amplification(result)),
        .. (result.GetList(_rates) ?? []).Select(static (rate, coin) => new AmmParameter($"rate{coin}", rate)),
    ];

    protected override int? TokenCount(ParseResult result) => result.GetList(_rates)?.Length;

    protected override (BasketCurve Curve, double[] Prices) OfBalances(ParseResult result, double[] balances)
    {
        if (balances.Length is < 2 or > StableSwapCurve.MaximumTokenCount)
        {
            throw new CommandInputException($"--balances has {balances.Length} {(balances.Length == 1 ? "entry" : "entries")}; a pool has 2 to {StableSwapCurve.MaximumTokenCount} coins.");
        }
        var pool = StableSwapCurve.FromBalances(Amplification(result), balances, result.GetList(_rates));
        double[] prices = new double[balances.Length];
        pool.SpotPrices(balances, prices);
        return (pool, prices);
    }

    protected override BasketCurve OfValue(ParseResult result, double[] prices, double value) =>
        StableSwapCurve.FromValue(Amplification(result), prices, value, result.GetList(_rates));

    protected override CurveFormula Explain(BasketCurve curve, double[] entryPrices, double[] prices, double[] amounts)
    {
        var pool = (StableSwapCurve)curve;
        int count = amounts.Length;
        string equation = Formula.Text($"A n sum x + D = A n D + D^(n+1) / (n^n prod x) with A = {pool.Amplification}, n = {count}, D = {pool.Invariant} and x = balance * rate, rates {Formula.List(pool.Rates.ToArray())}, where the marginal prices are {Formula.List(prices)}");
        return new CurveFormula(
            [.. amounts.Select((amount, coin) => Formula.Text($"x{coin} = {amount}, solves {equation}"))],
            $"V = sum p_i x_i = {Formula.Sum(amounts, prices)} = {Formula.Show(curve.Value(prices))}; the x solve {equation}",
            "Egorov 2019 (StableSwap)");
    }

    private double Amplification(ParseResult result) =>
        result.GetValue(_amplification) ?? throw new CommandInputException("--amplification is missing; the contract's A() tells it.");
}
