using System.CommandLine;
using Tidemark.Analytics.Curves;

namespace Tidemark.Cli.Amms;

internal sealed class ProactiveMarketMakerNoun : PairNoun
{
    private readonly Option<double?> _oracle = NumberOption.Positive("--oracle", "The oracle's price of token 0 in token 1 (default 1); the price at entry unless --entry says otherwise.", "P");
    private readonly Option<double?> _slippage = NumberOption.Fraction("--slippage", "The contract's k: 0 quotes the oracle's price for any size, 1 is constant product.", "K");

    public override string Name => "pmm";

    public override string Description => "DODO's proactive market maker around a fixed oracle price, both sides filled to their targets there.";

    protected override IEnumerable<Option> FormOptions => [_oracle, _slippage];

    protected override double? DefaultEntry(ParseResult result) => Oracle(result);

    protected override PairForm Form(ParseResult result, double entryPrice)
    {
        double slippage = result.GetValue(_slippage) ?? throw new CommandInputException("--slippage is missing; the contract's k tells it, as a fraction.");
        double oracle = Oracle(result);
        return new PairForm(
            ProactiveMarketMakerCurve.FromValue(oracle, slippage, 1),
            [new("oraclePrice", oracle), new("slippage", slippage)],
            new Formula("poolValue", "V = B P + Q where P = i (1 - k + k (B0 / B)^2) above the oracle price i, and P = i / (1 - k + k (Q0 / Q)^2) below it", "DODO contractV2, PMMPricing.sol and DODOMath.sol"));
    }

    private double Oracle(ParseResult result) => result.GetValue(_oracle) ?? 1;
}
