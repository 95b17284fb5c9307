using Tidemark.Analytics;
using Tidemark.Analytics.Yields;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.BreakEven;

/// <summary>The yield that is left after loss and costs.</summary>
/// <param name="Rewards">Rewards of a year.</param>
/// <param name="Costs">Running costs of a year.</param>
/// <param name="CostsOnce">Costs paid once.</param>
/// <param name="TimesPerYear">How often earnings are put to work again: zero for never, infinity for all the time.</param>
/// <param name="CompoundingCost">What one compounding costs in money, where given.</param>
internal sealed record NetYieldAnswer(double Rewards, double Costs, double CostsOnce, double TimesPerYear, double? CompoundingCost)
{
    /// <summary>A best interval above this part of a year is rough: it is found for intervals that earn little beside the value.</summary>
    private const double LongestPartOfYear = 0.1;

    /// <summary>What to say of the best interval, where it is not small.</summary>
    public string? Note(BreakEvenQuestion question, double feeApr) => BestCompoundingDays(question, feeApr) switch
    {
        > Year.Days => "Compounding does not pay for its cost within a year, so there is no best time between compoundings.",
        > LongestPartOfYear * Year.Days and var days => $"The best time between compoundings, {ReportFormat.Number(days)} days, is rough: the formula holds for a small part of a year, and compounding brings little here.",
        _ => null,
    };

    public FigureGroup Of(BreakEvenQuestion question, double feeApr, LossRate loss)
    {
        Compounding compounding = TimesPerYear == 0 ? Compounding.None : double.IsFinite(TimesPerYear) ? Compounding.Times(TimesPerYear) : Compounding.Continuous;
        double compoundingCosts = CompoundingCost is { } each && question.Value > 0 ? compounding.CostsAnnual(question.Value, each) : 0;
        YieldParts parts = new(feeApr * question.Active.Fraction, Rewards, 0 - (loss.ExpectedFraction * Year.Days / question.Days), compoundingCosts - Costs, 0 - CostsOnce);
        NetYieldReport net = NetYield.Of(parts, question.Years, compounding);
        string days = ReportFormat.Number(question.Days);
        string apr = Formula.Show(net.AprFraction);
        string years = $"{Formula.Show(question.Days)} / 365";
        (string often, string apy, string growth) = TimesPerYear == 0 ? ("not compounded", $"APR = {apr}", $"1 + {apr} * {years}")
            : double.IsFinite(TimesPerYear) ? ($"compounded {ReportFormat.Number(TimesPerYear)} times a year", $"(1 + APR / n)^n - 1 = (1 + {apr} / {Formula.Show(TimesPerYear)})^{Formula.Show(TimesPerYear)} - 1", $"(1 + {apr} / {Formula.Show(TimesPerYear)})^({Formula.Show(TimesPerYear)} * {years})")
            : ("compounded continuously", $"exp(APR) - 1 = exp({apr}) - 1", $"exp({apr} * {years})");
        string withoutOnce = CostsOnce > 0 ? ", costs once left out" : "";
        FigureGroup group = new("net", "Net of loss and costs, of the value");
        group.Add(new Figure("feeAprFraction", question.Active.IsRange ? "fees a year, of the expected time in range" : "fees a year", parts.FeesAnnual, FigureUnit.Fraction).From($"fees a year * share of the time in range = {feeApr} * {question.Active.Fraction}", Source.Definition));
        group.Add(new Figure("rewardAprFraction", "rewards a year", parts.RewardsAnnual, FigureUnit.Fraction).Given("--reward-apr"));
        group.Add(new Figure("lossAprFraction", $"expected {(parts.LossAnnual > 0 ? "gain" : "loss")} a year", parts.LossAnnual, FigureUnit.Fraction).From($"E[V - H] / V over {question.Days} days at a drift of {question.Drift} * 365 / days = {-loss.ExpectedFraction} * 365 / {question.Days}", Source.Lognormal));
        group.Add(new Figure("costAprFraction", "costs a year", 0 - Costs, FigureUnit.Fraction).Given("--cost-apr"));
        group.Add(new Figure("costOnceFraction", "costs once", parts.OneOffCosts, FigureUnit.Fraction).Given("--cost-once"));
        group.Add(new Figure("compoundingsPerYear", "compoundings a year", double.IsFinite(TimesPerYear) ? TimesPerYear : null, None: "continuous").Given("--compounding"));
        if (CompoundingCost is { } cost)
        {
            group.Add(new Figure("compoundingCostAprFraction", "costs of compounding a year", compoundingCosts, FigureUnit.Fraction).From($"-n cost / V = -{TimesPerYear} * {cost} / {question.Value}", Source.Definition));
        }
        group.Add(new Figure("netAprFraction", $"net APR{withoutOnce}", net.AprFraction, FigureUnit.Fraction).From($"fees + rewards + loss + costs + costs of compounding = {string.Join(" + ", new[] { parts.FeesAnnual, parts.RewardsAnnual, parts.LossAnnual, 0 - Costs, compoundingCosts }.Select(Formula.Show))}", Source.Definition));
        group.Add(new Figure("netApyFraction", $"net APY, {often}{withoutOnce}", net.ApyFraction, FigureUnit.Fraction).FromText(apy, Source.Definition));
        group.Add(new Figure("netGrowthFraction", $"net of everything over {days} days, {often}", net.GrowthFraction, FigureUnit.Fraction).From($"(1 + costs once) * growth - 1 = (1 + {parts.OneOffCosts}) * ({growth}) - 1", Source.Definition));
        if (CompoundingCost is { } price)
        {
            double earned = parts.FeesAnnual + parts.RewardsAnnual;
            bool pays = BestCompoundingDays(question, feeApr) <= Year.Days;
            group.Add(new Figure("bestCompoundingDays", "best time between compoundings", pays ? BestCompoundingDays(question, feeApr) : null, FigureUnit.Days, "none within a year").From($"{(pays ? "" : "none where longer than a year: ")}365 * sqrt(2 cost / V) / (fees + rewards) = 365 * sqrt(2 * {price} / {question.Value}) / {earned}", "derivation: interest on interest against the cost, while an interval earns little beside the value"));
        }
        return group;
    }

    private double? BestCompoundingDays(BreakEvenQuestion question, double feeApr)
    {
        double earned = (feeApr * question.Active.Fraction) + Rewards;
        return CompoundingCost is { } cost && earned > 0 && question.Value > 0 ? Year.Days * NetYield.OptimalCompoundingYears(question.Value, cost, earned) : null;
    }
}
