using System.CommandLine;
using Tidemark.Analytics.Curves;

namespace Tidemark.Cli.Amms;

internal sealed class StableSwapNoun : BasketNoun
{
    private readonly Option<double?> _amplification = NumberOption.Positive("--amplification", "The amplification that the contract stores: A n^(n-1) of the paper's A.", "A");
    private readonly Option<double[]?> _balances = NumberOption.PositiveList("--balances", "What was put in of each coin, 2 to 8 of them; they decide the prices at entry.", "X,X,...");
    private readonly Option<double[]?> _rates = NumberOption.PositiveList("--rates", "What the pool takes a unit of each coin for (default 1 each).", "R,R,...");

    public override string Name => "stableswap";

    public override string Description => "StableSwap of 2 to 8 coins: Curve. Prices are in the last coin; with two coins that of coin 0 in coin 1.";

    protected override IEnumerable<Option> FormOptions => [_amplification, _balances, _rates];

    protected override BasketForm Form(ParseResult result, double? value)
    {
        double amplification = result.GetValue(_amplification) ?? throw new CommandInputException("--amplification is missing; the contract's A() tells it.");
        double[] balances = result.GetList(_balances) ?? throw new CommandInputException("--balances is missing: how much of each coin was put in?");
        double[] rates = result.GetList(_rates) is { } given ? One(given, _rates, balances.Length) : [.. balances.Select(static _ => 1.0)];
        StableSwapCurve pool = StableSwapCurve.FromBalances(amplification, balances, rates);
        double[] entryPrices = new double[balances.Length];
        pool.SpotPrices(balances, entryPrices);
        if (value is { } wanted)
        {
            double factor = wanted / balances.Zip(entryPrices, static (amount, price) => amount * price).Sum();
            pool = StableSwapCurve.FromBalances(amplification, [.. balances.Select(amount => factor * amount)], rates);
        }
        return new BasketForm(
            pool,
            entryPrices,
            [new("amplification", amplification), .. balances.Select(static (amount, coin) => new KeyValuePair<string, double>($"balance{coin}", amount))],
            new Formula("poolValue", "V = sum p_i x_i where A n sum x + D = A n D + D^(n+1) / (n^n prod x) and the marginal prices are p", "Egorov 2019 (StableSwap)"));
    }
}
