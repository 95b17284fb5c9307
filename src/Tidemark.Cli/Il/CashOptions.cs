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
        double income = fees + rewards - costs;
        return new FigureGroup("net", "With fees, rewards and costs",
        [
            new Figure("fees", "fees", fees),
            new Figure("rewards", "rewards", rewards),
            new Figure("costs", "costs", -costs),
            new Figure("netVsHoldValue", "against holding", loss.LossValue + income),
            new Figure("netVsHoldFraction", "against holding, of its value", (loss.LossValue + income) / loss.HoldValue, FigureUnit.Fraction),
            new Figure("netPnl", "against what was put in", loss.PoolValue + income - loss.DepositedValue),
            new Figure("netPnlFraction", "against what was put in, of it", (loss.PoolValue + income - loss.DepositedValue) / loss.DepositedValue, FigureUnit.Fraction),
            new Figure("breakEvenFees", "fees that make up for the loss", -loss.LossValue + costs - rewards),
        ]);
    }
}
