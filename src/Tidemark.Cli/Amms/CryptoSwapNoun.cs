using System.CommandLine;
using Tidemark.Analytics.Curves;

namespace Tidemark.Cli.Amms;

internal sealed class CryptoSwapNoun : BasketNoun
{
    private readonly Option<double?> _amplification = Parameter("--amplification", "A of the paper: the contract's number divided by 40000 with two coins, by 270000 with three.", "A");
    private readonly Option<double?> _gamma = Parameter("--gamma", "Gamma of the paper: the contract's number divided by 10^18.", "G");
    private readonly Option<double[]?> _priceScale = NumberOption.PositiveList("--price-scale", "The price of each coin after the first, in coin 0, around which the pool is deepest: one or two.", "P,...");
    private readonly Option<double[]?> _balances = NumberOption.PositiveList("--balances", "What was put in of each coin, 2 or 3 of them; they decide the prices at entry.", "X,X,...");

    public override string Name => "cryptoswap";

    public override string Description => "CryptoSwap of 2 or 3 coins between two moves of its price scale: Curve. Prices and values are in coin 0; with two coins the price is that of coin 1.";

    protected override IEnumerable<Option> FormOptions => [_amplification, _gamma, _priceScale, _balances];

    protected override int MovingToken => 1;

    protected override string Numeraire => "coin 0";

    protected override BasketForm Form(ParseResult result, double? value)
    {
        double amplification = result.GetValue(_amplification) ?? throw new CommandInputException("--amplification is missing; the contract's A() tells it, times 10^4 n^n.");
        double gamma = result.GetValue(_gamma) ?? throw new CommandInputException("--gamma is missing; the contract's gamma() tells it, times 10^18.");
        double[] scales = result.GetList(_priceScale) is { Length: 1 or 2 } given ? given
            : throw new CommandInputException("--price-scale is missing or too long: give the price of each coin after the first, in coin 0, of which there are one or two.");
        double[] balances = One(result.GetList(_balances), _balances, scales.Length + 1);
        CryptoSwapCurve pool = CryptoSwapCurve.FromBalances(amplification, gamma, balances, scales);
        double[] entryPrices = new double[balances.Length];
        pool.SpotPrices(balances, entryPrices);
        if (value is { } wanted)
        {
            double factor = wanted / balances.Zip(entryPrices, static (amount, price) => amount * price).Sum();
            pool = new CryptoSwapCurve(amplification, gamma, factor * pool.Invariant, scales);
        }
        return new BasketForm(
            pool,
            entryPrices,
            [
                new("amplification", amplification),
                new("gamma", gamma),
                .. scales.Select(static (scale, coin) => new KeyValuePair<string, double>($"priceScale{coin + 1}", scale)),
                .. balances.Select(static (amount, coin) => new KeyValuePair<string, double>($"balance{coin}", amount)),
            ],
            new Formula("poolValue", "V = sum p_i x_i where K D^(n-1) sum x' + prod x' = K D^n + (D/n)^n, K = A K0 g^2 / (g + 1 - K0)^2, K0 = n^n prod x' / D^n, x' = x scale, and the marginal prices are p", "Egorov 2021 (Automatic market-making with dynamic peg)"));
    }

    private static Option<double?> Parameter(string name, string description, string helpName) =>
        NumberOption.Single(name, description, helpName, $"a number from {CryptoSwapCurve.MinimumParameter:R} to {CryptoSwapCurve.MaximumParameter:R}", static value => value is >= CryptoSwapCurve.MinimumParameter and <= CryptoSwapCurve.MaximumParameter);
}
