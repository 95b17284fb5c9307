using System.CommandLine;
using Tidemark.Cli.Amms;

namespace Tidemark.Cli.BreakEven;

/// <summary>The options that turn fees into a yield net of the loss and costs.</summary>
internal sealed class NetYieldOptions
{
    private readonly Option<double?> _rewards = NumberOption.ZeroOrMore("--reward-apr", "Rewards of a year as a fraction of the value.", "R");
    private readonly Option<double?> _costs = NumberOption.ZeroOrMore("--cost-apr", "Running costs of a year, such as gas for rebalancing, as a fraction of the value.", "C");
    private readonly Option<double?> _once = NumberOption.Single("--cost-once", "Costs of entering and leaving, as a fraction of what is put in; in the growth over --days only.", "C", "a fraction of 0 or more and below 1", static value => value is >= 0 and < 1);
    private readonly Option<double?> _compounding = new("--compounding") { Description = "How often a year earnings are put to work again: a number, never (default) or continuous.", HelpName = "N" };
    private readonly Option<double?> _compoundingCost = NumberOption.Positive("--compounding-cost", "What one compounding costs in the numeraire: a cost of each, and for the best interval.", "G");

    public NetYieldOptions()
    {
        _compounding.CustomParser = static result =>
        {
            string word = result.Tokens[0].Value;
            switch (word)
            {
                case "never":
                    return 0;
                case "continuous":
                    return double.PositiveInfinity;
                default:
                    if (NumberOption.TryParse(word, out double times) && times > 0)
                    {
                        return times;
                    }
                    result.AddError($"'{word}' says not how often; --compounding takes a positive number of times a year, never or continuous.");
                    return null;
            }
        };
    }

    public IEnumerable<Option> All => [_rewards, _costs, _once, _compounding, _compoundingCost];

    /// <summary>The net yield, where fees and loss are known.</summary>
    public NetYieldAnswer? Read(ParseResult result, BreakEvenQuestion question)
    {
        if (question is not { Fees.AprFraction: not null, Loss: not null })
        {
            return All.Any(option => result.GetResult(option) is not null)
                ? throw new CommandInputException("a net yield takes fees and the loss; give --volatility, and --fee-apr or --fee-pips with --turnover or --volume.")
                : null;
        }
        double times = result.GetValue(_compounding) ?? 0;
        double? cost = result.GetValue(_compoundingCost);
        if (cost is not null && double.IsPositiveInfinity(times))
        {
            throw new CommandInputException("compounding all the time at --compounding-cost costs without end; give --compounding a number of times a year.");
        }
        return new NetYieldAnswer(result.GetValue(_rewards) ?? 0, result.GetValue(_costs) ?? 0, result.GetValue(_once) ?? 0, times, cost);
    }
}
