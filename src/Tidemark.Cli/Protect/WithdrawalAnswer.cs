using Tidemark.Cli.Amms;
using Tidemark.Cli.Calculators;

namespace Tidemark.Cli.Protect;

/// <summary>What a withdrawal gets on its day, and how that grows with the days.</summary>
internal static class WithdrawalAnswer
{
    private const string BancorFees = "Bancor contracts-solidity, LiquidityProtection.sol: total (1 - loss) + deposit loss level";
    private const double RowsOfDays = 10;
    private const double LongestLine = 70;

    public static FigureGroup Of(ProtectQuestion question)
    {
        (double level, double payout, double loss) = (question.Level(question.Day), question.Payout(question.Day), question.LossValue);
        Analytics.Options.ProtectionTerms terms = question.Policy.Terms;
        double covered = terms.Payout(loss, question.EntryValue);
        string cap = terms.CapFraction is { } most ? $"min(loss, {Formula.Show(most)} V0)" : "loss";
        FigureGroup group = new("withdrawal", $"A withdrawal on day {ReportFormat.Number(question.Day)}");
        group.Add(new Figure("day", "day", question.Day).Given("--day", isOfBook: true));
        group.Add(new Figure("levelFraction", "covered by then", level, FigureUnit.Fraction).FromText(Schedule(question), question.ScheduleSource));
        group.Add(new Figure("lossValue", "impermanent loss", loss).From($"V - H = {question.PoolValue} - {question.PoolValue - loss}", Source.Definition));
        group.Add(new Figure("lossFraction", "    of the value put in", loss / question.EntryValue, FigureUnit.Fraction).From($"{loss} / {question.EntryValue}", Source.Definition));
        group.Add(new Figure("coveredLossValue", "covered once it is whole", covered)
            .From($"coverage * max(0, {cap} - deductible V0) = {terms.CoverageFraction} * max(0, {cap} - {terms.DeductibleFraction} * {question.EntryValue})", "--coverage, --deductible, --cap"));
        group.Add(new Figure("payoutValue", "paid on that day", payout).From($"level * covered = {level} * {covered}", question.ScheduleSource));
        string earned = "";
        if (question.Earned > 0)
        {
            group.Add(new Figure("earnedValue", "fees earned", question.Earned).Given("--earned"));
            group.Add(new Figure("earnedKeptValue", "    less the pool's loss on them", question.EarnedKept).From($"F V / H = {question.Earned} * {question.PoolValue} / {question.PoolValue - loss}", BancorFees));
            earned = $" + {Formula.Show(question.EarnedKept)}";
        }
        group.Add(new Figure("withdrawnValue", "withdrawn in all", question.Withdrawn(question.Day)).From($"V + payout and fees = {question.PoolValue} + {payout}{earned}", Source.Definition));
        group.Add(new Figure("remainingLossValue", "what remains of the loss", loss + payout).From($"{loss} + {payout}", Source.Definition));
        return group;
    }

    /// <summary>The days at which the schedule turns, some in between, and the asked one.</summary>
    public static FigureTable Days(ProtectQuestion question, Func<double, double>? premium)
    {
        double last = Listed(question).Last();
        List<Formula> formulas =
        [
            new("schedule.day", $"where the schedule turns, the days around it, and --day; the last = {Formula.Show(last)}", question.ScheduleSource),
            new("schedule.levelFraction", $"{Line(question)}; the last = {Formula.Show(question.Level(last))}", question.ScheduleSource),
            new("schedule.payoutValue", $"level * covered loss at P = {Formula.Show(question.Price)}; the last = {Formula.Show(question.Payout(last))}", Source.Definition),
            new("schedule.withdrawnValue", $"V + payout and fees; the last: {Formula.Show(question.PoolValue)} + {Formula.Show(question.Payout(last))} + {Formula.Show(question.EarnedKept)} = {Formula.Show(question.Withdrawn(last))}", Source.Definition),
        ];
        if (premium is not null)
        {
            formulas.Add(new Formula("schedule.premiumValue", $"-level * premium for full cover until that day; the last = {Formula.Show(-premium(last))}", PremiumOptions.Paper));
        }
        return new FigureTable("schedule", "By day", [.. Listed(question).Select(day => Row(question, premium, day))], Formulas: formulas);
    }

    private static List<Figure> Row(ProtectQuestion question, Func<double, double>? premium, double day)
    {
        double payout = question.Payout(day);
        List<Figure> row =
        [
            new Figure("day", "day", day),
            new Figure("levelFraction", "covered", question.Level(day), FigureUnit.Fraction),
            new Figure("payoutValue", "paid", payout),
            new Figure("withdrawnValue", "withdrawn", question.Withdrawn(day)),
        ];
        if (premium is not null)
        {
            row.Add(new Figure("premiumValue", "premium if leaving then", -premium(day)));
        }
        return row;
    }

    private static SortedSet<double> Listed(ProtectQuestion question)
    {
        double cliff = question.Policy.Schedule.CliffAge.TotalDays;
        double full = question.Policy.Schedule.FullAge.TotalDays;
        SortedSet<double> days = [0, cliff, full, full + 1, question.Day];
        double step = Math.Ceiling((full - cliff) / LongestLine) * RowsOfDays;
        for (double day = step * (Math.Floor(cliff / step) + 1); step > 0 && day < full; day += step)
        {
            days.Add(day);
        }
        foreach (double before in new[] { cliff - 1, full - 1 })
        {
            if (before >= 0)
            {
                days.Add(before);
            }
        }
        return days;
    }

    private static string Schedule(ProtectQuestion question) => $"{Line(question)}; t = {Formula.Show(question.Day)} days: {Formula.Show(question.Level(question.Day))}";

    private static string Line(ProtectQuestion question)
    {
        (double start, double cliff, double full) = (question.Policy.Schedule.StartAge.TotalDays, question.Policy.Schedule.CliffAge.TotalDays, question.Policy.Schedule.FullAge.TotalDays);
        return full == 0 ? "level = 1 from day 0"
            : $"level = 0 before {Formula.Show(cliff)} days, (t - {Formula.Show(start)}) / {Formula.Show(full - start)}, 1 from {Formula.Show(full)} days";
    }
}
