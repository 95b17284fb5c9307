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
            new Formula("poolValue", "V = B P + Q where P = i (1 - k + k (B0 / B)^2) above the oracle price i, and P = i / (1 - k + k (Q0 / Q)^2) below it", Contract),
            entryPrice == oracle ? offered => new ProactiveMarketMakerCurve(oracle, slippage, offered) : null,
            oracleNow is { } moved ? (position, price) => Claims(new ProactiveMarketMakerPool(oracle, slippage, position.Reserves(oracle)).AtMarket(price), moved) : null);
    }

    private static Claim Claims(ProactiveMarketMakerPool pool, double oracleNow)
    {
        ProactiveMarketMakerPool moved = pool.AtOracle(oracleNow);
        return new Claim(
            new FigureGroup("claims", "What the providers of each token own",
            [
                new Figure("oraclePrice", "the oracle's price now", oracleNow),
                new Figure("poolPrice", "the pool's price now", moved.MidPrice),
                .. Side(0, pool.Targets.Amount0, moved.Targets.Amount0),
                .. Side(1, pool.Targets.Amount1, moved.Targets.Amount1),
            ]),
            [
                new Formula("claims.claim0", $"V0 = V1 (1 + (sqrt(1 + 4 k d / V1) - 1) / (2 k)) for the token that is short, V1 what is left of it and d what the other's surplus is worth of it at the oracle's price; else what was put in = {Formula.Show(moved.Targets.Amount0)} and {Formula.Show(moved.Targets.Amount1)}", Contract),
            ]);
    }

    private static Figure[] Side(int token, double putIn, double owned) =>
    [
        new Figure($"putIn{token}", $"token {token} put in", putIn),
        new Figure($"claim{token}", "    owned now", owned),
        new Figure($"change{token}", "    gained or lost", owned - putIn),
        new Figure($"changeFraction{token}", "    of what was put in", putIn > 0 ? (owned - putIn) / putIn : null, FigureUnit.Fraction, "nothing was"),
    ];

    private double Oracle(ParseResult result) => result.GetValue(_oracle) ?? 1;
}
