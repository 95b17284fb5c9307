using System.CommandLine;
using Tidemark.Analytics.Curves;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Amms;

internal sealed class ProactiveMarketMakerNoun : PairNoun
{
    private const string Contract = "DODO contractV2, PMMPricing.sol and DODOMath.sol";

    private readonly Option<double?> _oracle = NumberOption.Positive("--oracle", "The oracle's price of token 0 in token 1 (default 1); the price at entry unless --entry says otherwise.", "P");
    private readonly Option<double?> _slippage = NumberOption.Fraction("--slippage", "The contract's k: 0 quotes the oracle's price for any size, 1 is constant product.", "K");
    private readonly Option<double?> _oracleNow = NumberOption.Positive("--oracle-now", "The oracle's price after it moved, once trades had brought the pool to --price: what the providers of each token then own.", "P");

    public override string Name => "pmm";

    public override string Description => "DODO's proactive market maker around an oracle price, each side filled to its target there.";

    public override IEnumerable<Option> LossOptions => [_oracleNow];

    protected override IEnumerable<Option> FormOptions => [_oracle, _slippage];

    protected override double? DefaultEntry(ParseResult result) => Oracle(result);

    protected override PairForm Form(ParseResult result, double entryPrice)
    {
        double slippage = result.GetValue(_slippage) ?? throw new CommandInputException("--slippage is missing; the contract's k tells it, as a fraction.");
        double oracle = Oracle(result);
        double? oracleNow = result.GetValue(_oracleNow);
        RequirePrice(result, _oracleNow, oracleNow);
        return new PairForm(
            ProactiveMarketMakerCurve.FromValue(oracle, slippage, 1),
            [new("oraclePrice", oracle), new("slippage", slippage)],
            (curve, price) => Explain(curve.Reserves(price), curve.Reserves(oracle), price, oracle, slippage),
            entryPrice == oracle ? offered => new ProactiveMarketMakerCurve(oracle, slippage, offered) : null,
            oracleNow is { } moved ? (position, price) => Claims(new ProactiveMarketMakerPool(oracle, slippage, position.Reserves(oracle)).AtMarket(price), moved) : null);
    }

    private static CurveFormula Explain(Reserves held, Reserves targets, double price, double oracle, double slippage) => OfAmounts(
        price > oracle
            ? Formula.Text($"x = B where i (1 - k + k (B0 / B)^2) = {oracle} * (1 - {slippage} + {slippage} * ({targets.Amount0} / B)^2) = P = {price}: {held.Amount0}")
            : Formula.Text($"x = B = {held.Amount0}, which is B0 = {targets.Amount0} and what was bought below the oracle's price i = {oracle}"),
        price < oracle
            ? Formula.Text($"y = Q where i / (1 - k + k (Q0 / Q)^2) = {oracle} / (1 - {slippage} + {slippage} * ({targets.Amount1} / Q)^2) = P = {price}: {held.Amount1}")
            : Formula.Text($"y = Q = {held.Amount1}, which is Q0 = {targets.Amount1} and what was paid in above the oracle's price i = {oracle}"),
        held,
        price,
        Contract);

    private static FigureGroup Claims(ProactiveMarketMakerPool pool, double oracleNow)
    {
        ProactiveMarketMakerPool moved = pool.AtOracle(oracleNow);
        double surplus0 = Math.Max(0, pool.Reserves.Amount0 - pool.Targets.Amount0) * oracleNow;
        double surplus1 = Math.Max(0, pool.Reserves.Amount1 - pool.Targets.Amount1) / oracleNow;
        return new FigureGroup("claims", "What the providers of each token own",
        [
            new Figure("oraclePrice", "the oracle's price now", oracleNow).Given("--oracle-now"),
            new Figure("poolPrice", "the pool's price now", moved.MidPrice)
                .Whole(Formula.Text($"i R = {oracleNow} * {moved.MidPrice / oracleNow} = {moved.MidPrice}, R = 1 - k + k (B0 / B)^2 where token 0 is short, 1 over that of token 1 where that is"), Contract),
            .. Side(0, pool.Targets.Amount0, moved.Targets.Amount0, pool.Reserves.Amount0, surplus1, pool.Slippage),
            .. Side(1, pool.Targets.Amount1, moved.Targets.Amount1, pool.Reserves.Amount1, surplus0, pool.Slippage),
        ]);
    }

    private static Figure[] Side(int token, double putIn, double owned, double left, double surplus, double slippage) =>
    [
        new Figure($"putInAmount{token}", $"token {token} put in", putIn).FromText("the target of this side", Contract),
        new Figure($"claimAmount{token}", "    owned now", owned).Whole(
            left < putIn && slippage == 0 ? Formula.Text($"V0 = V1 + d = {left} + {surplus} = {owned}, d the other token's surplus at the oracle's price")
                : left < putIn
                ? Formula.Text($"V0 = V1 (1 + (sqrt(1 + 4 k d / V1) - 1) / (2 k)) = {left} * (1 + (sqrt(1 + 4 * {slippage} * {surplus} / {left}) - 1) / (2 * {slippage})) = {owned}, d the other token's surplus at the oracle's price")
                : Formula.Text($"nothing is short: what was put in = {owned}"),
            Contract),
        new Figure($"changeAmount{token}", "    gained or lost", owned - putIn).From($"{owned} - {putIn}", Source.Definition),
        new Figure($"changeFraction{token}", "    of what was put in", putIn > 0 ? (owned - putIn) / putIn : null, FigureUnit.Fraction, "nothing was").From($"({owned} - {putIn}) / {putIn}", Source.Definition),
    ];

    private double Oracle(ParseResult result) => result.GetValue(_oracle) ?? 1;
}
