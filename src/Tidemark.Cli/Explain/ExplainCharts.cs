using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;
using Tidemark.Analytics.Curves;
using Tidemark.Cli.Charts;
using Tidemark.Simulation.Positions;

namespace Tidemark.Cli.Explain;

/// <summary>A position's value beside holding over time, and when it was in range.</summary>
internal static class ExplainCharts
{
    /// <summary>The value of the position with and without its fees, and of holding; null where the price was seen less than twice while it was open.</summary>
    public static LineChart? Values(Explanation explanation, ExplainedPosition position)
    {
        (string unit, double seconds) = Unit(position.Attribution.End - position.Attribution.Start);
        ValueCurve unitCurve = position.History.CurveOf(1);
        // Fees keep what they were worth when they were collected, as in the ledger.
        List<(double Time, double WithFees, double Value, double Hold)> points = [.. Moments(explanation, position).Where(static moment => moment.Liquidity > 0).Select(moment =>
        {
            double price = PoolPrice.Of(moment.Sample.SqrtPriceX96);
            TokenPrices prices = explanation.Money.At(moment.Sample.TimestampSeconds, price);
            Reserves inPool = unitCurve.Reserves(price);
            double value = moment.Liquidity * ((inPool.Amount0 * prices.Token0) + (inPool.Amount1 * prices.Token1));
            double fees = moment.Collected + (moment.Uncollected0 * prices.Token0) + (moment.Uncollected1 * prices.Token1);
            return ((moment.Sample.TimestampSeconds - position.Attribution.Start.ToUnixTimeSeconds()) / seconds, value + fees, value, (moment.Held0 * prices.Token0) + (moment.Held1 * prices.Token1));
        }).GroupBy(static point => point.Item1).Select(static second => second.Last())];
        return points.Count < 2 ? null : new LineChart(
            $"Value with fees, without them, and of holding, in {explanation.Money.Symbol}", unit, explanation.Money.Symbol, [.. points.Select(static point => point.Time)], false,
            [
                new ChartLine("with fees", [.. points.Select(static point => point.WithFees)]),
                new ChartLine("holding", [.. points.Select(static point => point.Hold)]),
                new ChartLine("without fees", [.. points.Select(static point => point.Value)]),
            ],
            false);
    }

    /// <summary>One character for each part of the time: full in range, light out of range.</summary>
    public static string InRangeBar(Explanation explanation, ExplainedPosition position, int width)
    {
        (long start, long end) = (position.Attribution.Start.ToUnixTimeSeconds(), position.Attribution.End.ToUnixTimeSeconds());
        char[] bar = new string(' ', width).ToCharArray();
        if (end <= start)
        {
            return "";
        }
        (UInt256 lower, UInt256 upper) = (TickMath.GetSqrtPriceAtTick(position.History.TickLower ?? TickMath.MinTick), TickMath.GetSqrtPriceAtTick(position.History.TickUpper ?? TickMath.MaxTick));
        (int column, char mark) = (0, ' ');
        foreach (Moment moment in Moments(explanation, position))
        {
            int next = (int)((moment.Sample.TimestampSeconds - start) * width / (end - start));
            Array.Fill(bar, mark, column, Math.Clamp(next, column, width) - column);
            (column, mark) = (Math.Clamp(next, column, width), moment.IsEmptied || moment.Liquidity == 0 ? ' ' : moment.Sample.SqrtPriceX96 >= lower && moment.Sample.SqrtPriceX96 < upper ? '█' : '░');
        }
        Array.Fill(bar, mark, column, width - column);
        return new string(bar);
    }

    private static (string Name, double Seconds) Unit(TimeSpan time) =>
        time.TotalDays >= 3 ? ("days", TimeSpan.SecondsPerDay) : time.TotalHours >= 3 ? ("hours", TimeSpan.SecondsPerHour) : ("minutes", TimeSpan.SecondsPerMinute);

    // What there was at each sample. Where all liquidity leaves, it is what left.
    private static IEnumerable<Moment> Moments(Explanation explanation, ExplainedPosition position)
    {
        PositionHistory history = position.History;
        (double liquidity, double held0, double held1, double collected) = (0, 0, 0, 0);
        (UInt256 collected0, UInt256 collected1) = (UInt256.Zero, UInt256.Zero);
        int next = 0;
        foreach (PositionSample sample in history.Course)
        {
            Moment before = Now(sample) with { IsEmptied = true };
            for (; next < history.Moves.Count && history.Moves[next].TimestampSeconds <= sample.TimestampSeconds; next++)
            {
                PositionMove move = history.Moves[next];
                if (move.Kind is PositionMoveKind.Withdrawal or PositionMoveKind.TransferOut)
                {
                    double stays = move.CurveLiquidity / liquidity;
                    (held0, held1) = (held0 * stays, held1 * stays);
                }
                else if (move.Kind != PositionMoveKind.Collection)
                {
                    (held0, held1) = (held0 + BaseUnits.ToDouble(move.Amount0), held1 + BaseUnits.ToDouble(move.Amount1));
                }
                liquidity = move.CurveLiquidity;
                (collected0, collected1) = (collected0 + move.Fees0, collected1 + move.Fees1);
                TokenPrices prices = explanation.Money.At(move.TimestampSeconds, PoolPrice.Of(move.SqrtPriceX96));
                collected += (BaseUnits.ToDouble(move.Fees0) * prices.Token0) + (BaseUnits.ToDouble(move.Fees1) * prices.Token1);
            }
            yield return liquidity == 0 && before.Liquidity > 0 ? before : Now(sample);
        }

        Moment Now(in PositionSample sample) =>
            new(sample, liquidity, held0, held1, collected, Uncollected(sample.Fees0, collected0), Uncollected(sample.Fees1, collected1), IsEmptied: false);
    }

    private static double Uncollected(in UInt256 fees, in UInt256 collected) => fees > collected ? BaseUnits.ToDouble(fees - collected) : 0;

    // The principal's liquidity, the tokens of holding, and fees: what those collected were worth, and base units of the others.
    private readonly record struct Moment(
        PositionSample Sample, double Liquidity, double Held0, double Held1, double Collected, double Uncollected0, double Uncollected1, bool IsEmptied);
}
