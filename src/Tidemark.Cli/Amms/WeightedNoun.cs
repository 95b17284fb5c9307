using System.CommandLine;
using Tidemark.Analytics.Curves;

namespace Tidemark.Cli.Amms;

internal sealed class WeightedNoun : BasketNoun
{
    private const double SumTolerance = 1e-9;

    private readonly Option<double[]?> _weights = NumberOption.PositiveList("--weights", "The weight of each token, 2 to 8 of them, together 1; 1/3 is read as a third.", "W,W,...");
    private readonly Option<double[]?> _entryPrices = NumberOption.PositiveList("--entry-prices", "The price of each token at entry, in any numeraire (default 1 each).", "P,P,...");

    public override string Name => "weighted";

    public override string Description => "Weighted product of 2 to 8 tokens: Balancer.";

    protected override IEnumerable<Option> FormOptions => [_weights, _entryPrices];

    protected override IReadOnlyList<AmmParameter> Parameters(ParseResult result) =>
        [.. Weights(result).Select(static (weight, token) => new AmmParameter($"weight{token}", weight))];

    protected override int? TokenCount(ParseResult result) => Weights(result).Length;

    protected override double[]? EntryPrices(ParseResult result, int? count) =>
        result.GetList(_entryPrices) is not { } given ? HasEntry(result) ? null : [.. Enumerable.Repeat(1.0, count!.Value)]
        : HasEntry(result) ? throw new CommandInputException("--entry and --entry-prices say the same thing; give one of them.")
        : NumberOption.OneEach(given, _entryPrices, count!.Value);

    protected override (BasketCurve Curve, double[] Prices) OfBalances(ParseResult result, double[] balances)
    {
        if (result.GetList(_entryPrices) is not null)
        {
            throw new CommandInputException("the amounts put in tell the prices at entry, in the last token; leave --entry-prices out, or give it with --value.");
        }
        var pool = WeightedCurve.FromBalances(Weights(result), balances);
        double[] prices = new double[balances.Length];
        pool.SpotPrices(balances, prices);
        return (pool, prices);
    }

    protected override BasketCurve OfValue(ParseResult result, double[] prices, double value) => WeightedCurve.FromValue(Weights(result), prices, value);

    protected override CurveFormula Explain(BasketCurve curve, double[] entryPrices, double[] prices, double[] amounts)
    {
        double value = curve.Value(prices);
        double[] weights = ((WeightedCurve)curve).Weights.ToArray();
        string powers = string.Join(" * ", weights.Select((weight, token) => Formula.Text($"({prices[token]} / {entryPrices[token]})^{weight}")));
        return new CurveFormula(
            [.. amounts.Select((amount, token) => Formula.Text($"x{token} = w{token} V / p{token} = {weights[token]} * {value} / {prices[token]} = {amount}"))],
            $"V = V0 prod (p_i / p_i0)^w_i = {Formula.Show(curve.Value(entryPrices))} * {powers} = {Formula.Show(value)}",
            "Martinelli and Mushegian 2019 (Balancer)");
    }

    private double[] Weights(ParseResult result)
    {
        double[] weights = result.GetList(_weights) ?? throw new CommandInputException("--weights is missing: which share of the value has each token?");
        if (weights.Length is < 2 or > WeightedCurve.MaximumTokenCount)
        {
            throw new CommandInputException($"--weights has {weights.Length} {(weights.Length == 1 ? "entry" : "entries")}; a pool has 2 to {WeightedCurve.MaximumTokenCount} tokens, each with its weight.");
        }
        double sum = weights.Sum();
        return Math.Abs(sum - 1) <= SumTolerance ? weights
            : throw new CommandInputException($"--weights sum to {Formula.Show(sum)}; they must sum to 1{(Math.Abs(sum - 100) <= 100 * SumTolerance ? $": divide by 100, {Formula.List(weights.Select(static weight => weight / 100)).Replace(" ", "", StringComparison.Ordinal)}" : "")}.");
    }
}
