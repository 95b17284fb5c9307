using System.CommandLine;
using Tidemark.Analytics.Curves;

namespace Tidemark.Cli.Amms;

internal sealed class CryptoSwapNoun : BasketNoun
{
    // Far above what pools use; the numbers as a contract returns them are above both as a rule.
    private const double MostAmplification = 100_000;
    private const double MostGamma = 1;
    private const string AmplificationOfContract = "what the contract's A() returns, divided by 10^4 n^n: by 40000 with two coins, by 270000 with three";
    private const string GammaOfContract = "what the contract's gamma() returns, divided by 10^18";

    private readonly Option<double?> _amplification = Parameter("--amplification", "A of the paper: the contract's number divided by 40000 with two coins, by 270000 with three.", "A", MostAmplification, AmplificationOfContract);
    private readonly Option<double?> _gamma = Parameter("--gamma", "Gamma of the paper: the contract's number divided by 10^18.", "G", MostGamma, GammaOfContract);
    private readonly Option<double[]?> _priceScale = NumberOption.PositiveList("--price-scale", "The price of each coin after the first, in coin 0, around which the pool is deepest: one or two.", "P,...");

    public override string Name => "cryptoswap";

    public override string Description => "CryptoSwap of 2 or 3 coins between two moves of its price scale: Curve. Prices and values are in coin 0; with two coins the price is that of coin 1.";

    protected override IEnumerable<Option> FormOptions => [_amplification, _gamma, _priceScale];

    protected override int MovingToken => 1;

    protected override string Numeraire => "coin 0";

    protected override int NumeraireToken(int count) => 0;

    protected override IReadOnlyList<AmmParameter> Parameters(ParseResult result) =>
    [
        new("amplification", Amplification(result)),
        new("gamma", Gamma(result)),
        .. Scales(result).Select(static (scale, coin) => new AmmParameter($"priceScale{coin + 1}", scale)),
    ];

    protected override int? TokenCount(ParseResult result) => Scales(result).Length + 1;

    protected override (BasketCurve Curve, double[] Prices) OfBalances(ParseResult result, double[] balances)
    {
        var pool = CryptoSwapCurve.FromBalances(Amplification(result), Gamma(result), balances, Scales(result));
        double[] prices = new double[balances.Length];
        pool.SpotPrices(balances, prices);
        return (pool, prices);
    }

    protected override BasketCurve OfValue(ParseResult result, double[] prices, double value)
    {
        CryptoSwapCurve unit = new(Amplification(result), Gamma(result), 1, Scales(result));
        return new CryptoSwapCurve(unit.Amplification, unit.Gamma, value / unit.Value(prices), Scales(result));
    }

    protected override CurveFormula Explain(BasketCurve curve, double[] entryPrices, double[] prices, double[] amounts)
    {
        var pool = (CryptoSwapCurve)curve;
        string equation = Formula.Text($"K D^(n-1) sum x' + prod x' = K D^n + (D/n)^n, K = A K0 g^2 / (g + 1 - K0)^2, K0 = n^n prod x' / D^n with A = {pool.Amplification}, g = {pool.Gamma}, n = {amounts.Length}, D = {pool.Invariant} and x' = x scale, scales 1, {Formula.List(pool.PriceScales.ToArray())}, where the marginal prices are {Formula.List(prices)}");
        return new CurveFormula(
            [.. amounts.Select((amount, coin) => Formula.Text($"x{coin} = {amount}, solves {equation}"))],
            $"V = sum p_i x_i = {Formula.Sum(amounts, prices)} = {Formula.Show(curve.Value(prices))}; the x solve {equation}",
            "Egorov 2021 (Automatic market-making with dynamic peg)");
    }

    private double Amplification(ParseResult result) => result.GetValue(_amplification)
        ?? throw new CommandInputException($"--amplification is missing; it is {AmplificationOfContract}.");

    private double Gamma(ParseResult result) => result.GetValue(_gamma)
        ?? throw new CommandInputException($"--gamma is missing; it is {GammaOfContract}.");

    private double[] Scales(ParseResult result) => result.GetList(_priceScale) is { Length: 1 or 2 } given ? given
        : throw new CommandInputException("--price-scale is missing or too long: give the price of each coin after the first, in coin 0, of which there are one or two.");

    private static Option<double?> Parameter(string name, string description, string helpName, double most, string ofContract) =>
        NumberOption.Single(name, description, helpName, $"a number from {CryptoSwapCurve.MinimumParameter:R} to {most:R} ({ofContract})", value => value >= CryptoSwapCurve.MinimumParameter && value <= most);
}
