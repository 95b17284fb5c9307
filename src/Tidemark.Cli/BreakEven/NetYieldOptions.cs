using System.CommandLine;
using Tidemark.Analytics.Yields;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.BreakEven;

/// <summary>The options that turn fees into a yield net of the loss and costs.</summary>
internal sealed class NetYieldOptions
{
    private const double DaysOfYear = 365;

    private readonly Option<double?> _rewards = NumberOption.ZeroOrMore("--reward-apr", "Rewards of a year as a fraction of the value.", "R");
    private readonly Option<double?> _costs = NumberOption.ZeroOrMore("--cost-apr", "Running costs of a year, such as gas for rebalancing, as a fraction of the value.", "C");
    private readonly Option<double?> _once = NumberOption.Single("--cost-once", "Costs of entering and leaving, as a fraction of what is put in.", "C", "a fraction of 0 or more and below 1", static value => value is >= 0 and < 1);
    private readonly Option<double?> _compounding = new("--compounding") { Description = "How often a year earnings are put to work again: a number, never (default) or continuous.", HelpName = "N" };
    private readonly Option<double?> _compoundingCost = NumberOption.Positive("--compounding-cost", "What one compounding costs in token 1, to find the best interval.", "G");

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
    /// <param name="result">The options.</param>
    /// <param name="feeApr">The fees of a year as a fraction of the value, the time out of range left out.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="value">The value of the position.</param>
    /// <param name="days">How long it is held.</param>
    public (FigureGroup Group, Formula Formula)? Read(ParseResult result, double? feeApr, LossRate? loss, double value, double days)
    {
        if (feeApr is not { } fees || loss is null)
        {
            return All.Any(option => result.GetResult(option) is not null)
                ? throw new CommandInputException("a net yield takes fees and the loss; give --volatility, and --fee-apr or --fee-pips with --turnover or --volume.")
                : null;
        }
        YieldParts parts = new(fees, result.GetValue(_rewards) ?? 0, 0 - (Math.Max(0, loss.ExpectedFraction) * DaysOfYear / days), 0 - (result.GetValue(_costs) ?? 0), 0 - (result.GetValue(_once) ?? 0));
        double times = result.GetValue(_compounding) ?? 0;
        Compounding compounding = times == 0 ? Compounding.None : double.IsFinite(times) ? Compounding.Times(times) : Compounding.Continuous;
        string often = times == 0 ? "not compounded" : double.IsFinite(times) ? $"compounded {ReportFormat.Number(times)} times a year" : "compounded continuously";
        NetYieldReport net = NetYield.Of(parts, days / DaysOfYear, compounding);
        List<Figure> figures =
        [
            new("feeAprFraction", "fees a year", parts.FeesAnnual, FigureUnit.Fraction),
            new("rewardAprFraction", "rewards a year", parts.RewardsAnnual, FigureUnit.Fraction),
            new("lossAprFraction", "expected loss a year", parts.LossAnnual, FigureUnit.Fraction),
            new("costAprFraction", "costs a year", parts.CostsAnnual, FigureUnit.Fraction),
            new("costOnceFraction", "costs once", parts.OneOffCosts, FigureUnit.Fraction),
            new("netAprFraction", "net APR", net.AprFraction, FigureUnit.Fraction),
            new("compoundingsPerYear", "compoundings a year", double.IsFinite(times) ? times : null, None: "continuous"),
            new("netApyFraction", $"net APY, {often} within {ReportFormat.Number(days)} days", net.ApyFraction, FigureUnit.Fraction),
            new("netGrowthFraction", $"net of everything over {ReportFormat.Number(days)} days", net.GrowthFraction, FigureUnit.Fraction),
        ];
        if (result.GetValue(_compoundingCost) is { } cost)
        {
            double earned = parts.FeesAnnual + parts.RewardsAnnual;
            figures.Add(new Figure("bestCompoundingDays", "best time between compoundings", earned > 0 && value > 0 ? DaysOfYear * NetYield.OptimalCompoundingYears(value, cost, earned) : null, FigureUnit.Days));
        }
        return (
            new FigureGroup("net", "Net of loss and costs, of the value", figures),
            new Formula("net.netAprFraction", $"fees + rewards + loss + costs + costs once * 365 / days = {string.Join(" + ", new[] { parts.FeesAnnual, parts.RewardsAnnual, parts.LossAnnual, parts.CostsAnnual }.Select(Formula.Show))} + {Formula.Show(parts.OneOffCosts)} * {DaysOfYear} / {Formula.Show(days)} = {Formula.Show(net.AprFraction)}; APY is that of the growth over {Formula.Show(days)} days, {often} within them", "definition; the loss is E[H - V] over the time, which is the expected LVR"));
    }
}
