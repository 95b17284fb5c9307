using System.CommandLine;
using Tidemark.Analytics.Curves;

namespace Tidemark.Cli.Amms;

internal sealed class WeightedNoun : BasketNoun
{
    private readonly Option<double[]?> _weights = NumberOption.PositiveList("--weights", "The weight of each token, 2 to 8 of them, together 1; 1/3 is read as a third.", "W,W,...");
    private readonly Option<double[]?> _entryPrices = NumberOption.PositiveList("--entry-prices", "The price of each token at entry, in any numeraire (default 1 each).", "P,P,...");

    public override string Name => "weighted";

    public override string Description => "Weighted product of 2 to 8 tokens: Balancer.";

    protected override IEnumerable<Option> FormOptions => [_weights, _entryPrices];

    protected override BasketForm Form(ParseResult result, double? value)
    {
        double[] weights = result.GetList(_weights) ?? throw new CommandInputException("--weights is missing: which share of the value has each token?");
        double[] entryPrices = result.GetList(_entryPrices) is { } given ? One(given, _entryPrices, weights.Length) : [.. weights.Select(static _ => 1.0)];
        return new BasketForm(
            WeightedCurve.FromValue(weights, entryPrices, value ?? 1),
            entryPrices,
            [.. weights.Select(static (weight, token) => new KeyValuePair<string, double>($"weight{token}", weight))],
            new Formula("poolValue", "V = V0 prod (p_i / p_i0)^w_i, x_i = w_i V / p_i", "Martinelli and Mushegian 2019 (Balancer)"));
    }
}
