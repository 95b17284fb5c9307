using System.Globalization;

namespace Tidemark.Analytics.Ledger;

/// <summary>What the money in a position returned, measured in the ways that are in use. They answer different questions, so name the one that is quoted.</summary>
/// <remarks>Sources: Global Investment Performance Standards 2020 for time weighting and for modified Dietz (Dietz 1966); years have 365 days, as in the XIRR of spreadsheets.</remarks>
public static class Returns
{
    /// <summary>The return of one unit of money that stays in from the beginning to the end, whatever else comes and goes: the quality of the strategy.</summary>
    /// <param name="flows">The flows of one position, in order of time.</param>
    /// <param name="end">The end of the period.</param>
    /// <param name="endValue">What is left then.</param>
    /// <returns>The product of the growths between flows; null where there is nothing to grow, or a value was negative. Costs that precede a
    /// deposit count with it; what is received while nothing is there belongs to no time and does not count.</returns>
    /// <exception cref="ArgumentException">There is no flow, flows are out of order, or a number is not finite.</exception>
    public static PeriodReturn? TimeWeighted(IReadOnlyList<CapitalFlow> flows, DateTimeOffset end, double endValue)
    {
        Require(flows, end, endValue);
        double? growth = null;
        double value = 0;
        double paidIn = 0;
        foreach (CapitalFlow flow in flows.Append(new CapitalFlow(end, 0, endValue)))
        {
            double begin = value;
            double after = flow.ValueAfter + flow.Received;
            if (value == 0)
            {
                paidIn += Math.Max(0, -flow.Received);
                (begin, after) = flow.ValueAfter > 0 ? (paidIn, flow.ValueAfter) : (0, 0);
            }
            if (begin < 0 || after < 0 || flow.ValueAfter < 0)
            {
                return null;
            }
            if (begin > 0)
            {
                growth = (growth ?? 1) * (after / begin);
                paidIn = 0;
            }
            value = flow.ValueAfter;
        }
        return growth is { } factor ? new PeriodReturn(flows[0].Time, end, factor - 1) : null;
    }

    /// <summary>The internal rate of return: the rate at which all flows and the end value together are worth nothing. It is the result of the LP's money and timing;
    /// <see cref="PeriodReturn.ApyFraction"/> is what spreadsheets call XIRR.</summary>
    /// <param name="flows">The flows, of one position or of several, in any order.</param>
    /// <param name="end">The end of the period.</param>
    /// <param name="endValue">What is left then.</param>
    /// <returns>All rates above -100 % that solve the equation, ascending: none where money only went one way, several where it went back and forth and
    /// the rate has no meaning by itself. Rates are left out whose return over the period a double cannot tell from -100 % or cannot hold; such as differ by less than 1e-7 are one. The period is from the first to the last movement.</returns>
    /// <exception cref="ArgumentException">There is no flow, one is after the end, or a number is not finite.</exception>
    public static IReadOnlyList<PeriodReturn> MoneyWeighted(IReadOnlyList<CapitalFlow> flows, DateTimeOffset end, double endValue)
    {
        Require(flows, end, endValue, inOrder: false);
        (DateTimeOffset Time, double Amount)[] moments =
        [
            .. flows.Append(new CapitalFlow(end, endValue, 0)).GroupBy(static flow => flow.Time).Select(static moment => (Time: moment.Key, Amount: moment.Sum(static flow => flow.Received)))
                .Where(static moment => moment.Amount != 0).OrderBy(static moment => moment.Time),
        ];
        if (moments.Length < 2)
        {
            return [];
        }
        (DateTimeOffset first, DateTimeOffset last) = (moments[0].Time, moments[^1].Time);
        double[] times = Array.ConvertAll(moments, moment => (moment.Time - first) / (last - first));
        return
        [
            .. RateRoots.Find(times, Array.ConvertAll(moments, static moment => moment.Amount)).Select(Exponential.MinusOne)
                .Where(static fraction => double.IsFinite(fraction) && fraction > -1).Select(fraction => new PeriodReturn(first, last, fraction)),
        ];
    }

    /// <summary>Profit over the money paid in, each payment weighted by the part of the period that it was in: a straight-line estimate of the internal rate of return.</summary>
    /// <param name="flows">The flows, of one position or of several, in any order; what is there at the first one's time was paid in by it.</param>
    /// <param name="end">The end of the period.</param>
    /// <param name="endValue">What is left then.</param>
    /// <returns>The return; null where on average no money was in, which happens after large withdrawals of gains.</returns>
    /// <exception cref="ArgumentException">There is no flow, one is after the end, or a number is not finite.</exception>
    public static PeriodReturn? ModifiedDietz(IReadOnlyList<CapitalFlow> flows, DateTimeOffset end, double endValue)
    {
        Require(flows, end, endValue, inOrder: false);
        DateTimeOffset start = flows.Min(static flow => flow.Time);
        double profit = endValue + flows.Sum(static flow => flow.Received);
        double capital = flows.Sum(flow => -flow.Received * ((end - flow.Time) / (end - start)));
        return capital > 0 ? new PeriodReturn(start, end, profit / capital) : null;
    }

    /// <summary>An income over the average value of the position. Of fees, <see cref="PeriodReturn.AprFraction"/> is the fee APR, which leaves the loss out and is no return by itself.</summary>
    /// <param name="income">What was earned: the fees, or the net profit.</param>
    /// <param name="flows">The flows of one position, in order of time.</param>
    /// <param name="end">The end of the period.</param>
    /// <param name="endValue">What is left then.</param>
    /// <returns>The income over the average; null where on average nothing was there. The value between two flows is taken to move in a straight line.</returns>
    /// <exception cref="ArgumentException">There is no flow, flows are out of order, or a number is not finite.</exception>
    public static PeriodReturn? OnAverageValue(double income, IReadOnlyList<CapitalFlow> flows, DateTimeOffset end, double endValue)
    {
        Finite.Require(income);
        Require(flows, end, endValue);
        CapitalFlow before = flows[0];
        double valueDays = 0;
        foreach (CapitalFlow flow in flows.Append(new CapitalFlow(end, 0, endValue)).Skip(1))
        {
            // What is received while nothing is there was not there before.
            double valueBefore = before.ValueAfter == 0 ? 0 : flow.ValueAfter + flow.Received;
            valueDays += (before.ValueAfter + valueBefore) / 2 * (flow.Time - before.Time).TotalDays;
            before = flow;
        }
        double average = valueDays / (end - flows[0].Time).TotalDays;
        return average > 0 ? new PeriodReturn(flows[0].Time, end, Finite.Result(income / average, income)) : null;
    }

    private static void Require(IReadOnlyList<CapitalFlow> flows, DateTimeOffset end, double endValue, bool inOrder = true)
    {
        ArgumentNullException.ThrowIfNull(flows);
        Finite.Require(endValue);
        if (flows.Count == 0)
        {
            throw new ArgumentException("flows is empty; a return needs at least one flow.", nameof(flows));
        }
        for (int i = 0; i < flows.Count; i++)
        {
            CapitalFlow flow = flows[i];
            if (!double.IsFinite(flow.Received) || !double.IsFinite(flow.ValueAfter))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"flows[{i}] is {flow}; its amounts must be finite."), nameof(flows));
            }
            if (flow.Time > end || (inOrder && i > 0 && flow.Time <= flows[i - 1].Time))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"flows[{i}] is at {flow.Time:u}; flows must be in order of time, one at each, and not after the end, {end:u}."), nameof(flows));
            }
        }
        if (flows.All(flow => flow.Time == end))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"flows are all at the end, {end:u}; a return needs a period."), nameof(flows));
        }
    }
}
