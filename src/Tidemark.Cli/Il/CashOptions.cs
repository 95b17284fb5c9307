using System.CommandLine;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Il;

/// <summary>The options that say what a position earned and cost beside its loss.</summary>
internal sealed class CashOptions
{
    private readonly Option<double?> _fees = NumberOption.ZeroOrMore("--fees", "Fees earned, in the numeraire: token 1 of a pair.", "F");
    private readonly Option<double?> _rewards = NumberOption.ZeroOrMore("--rewards", "Rewards earned, in the numeraire.", "R");
    private readonly Option<double?> _costs = NumberOption.ZeroOrMore("--costs", "Gas and other costs paid, in the numeraire.", "C");

    public IEnumerable<Option> All => [_fees, _rewards, _costs];

    /// <summary>What is left after fees, rewards and costs: against holding, and in money.</summary>
    public FigureGroup? Read(ParseResult result, LossAnswer? loss)
    {
        if (result.GetValue(_fees) is null && result.GetValue(_rewards) is null && result.GetValue(_costs) is null)
        {
            return null;
        }
        if (loss is null)
        {
            throw new CommandInputException("--fees, --rewards and --costs are set against the loss at a price; give --price or --ratio.");
        }
        double fees = result.GetValue(_fees) ?? 0;
        double rewards = result.GetValue(_rewards) ?? 0;
        double costs = result.GetValue(_costs) ?? 0;
        double againstHold = loss.LossValue + fees + rewards - costs;
        double profit = loss.PoolValue + fees + rewards - costs - loss.DepositedValue;
        double needed = costs - rewards - loss.LossValue;
        return new FigureGroup("net", "With fees, rewards and costs",
        [
            new Figure("feesValue", "fees", fees).Given(_fees.Name),
            new Figure("rewardsValue", "rewards", rewards).Given(_rewards.Name),
            new Figure("costsValue", "costs", -costs).Given(_costs.Name),
            new Figure("netVsHoldValue", "against holding", againstHold).From($"IL + fees + rewards - costs = {loss.LossValue} + {fees} + {rewards} - {costs}", Source.Definition),
            new Figure("netVsHoldFraction", "against holding, of its value", againstHold / loss.HoldValue, FigureUnit.Fraction).From($"{againstHold} / H = {againstHold} / {loss.HoldValue}", Source.Definition),
            new Figure("netPnlValue", "against what was put in", profit).From($"V + fees + rewards - costs - V0 = {loss.PoolValue} + {fees} + {rewards} - {costs} - {loss.DepositedValue}", Source.Definition),
            new Figure("netPnlFraction", "against what was put in, of it", profit / loss.DepositedValue, FigureUnit.Fraction).From($"{profit} / V0 = {profit} / {loss.DepositedValue}", Source.Definition),
            new Figure("breakEvenFeesValue", "fees that make up for the loss", needed).From($"costs - rewards - IL = {costs} - {rewards} - {loss.LossValue}", Source.Definition),
        ]);
    }
}
