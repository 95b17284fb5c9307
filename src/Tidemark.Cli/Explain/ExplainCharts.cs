using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;
using Tidemark.Analytics.Curves;
using Tidemark.Cli.Charts;
using Tidemark.Simulation.Positions;

namespace Tidemark.Cli.Explain;

/// <summary>A position's value beside holding over time, and when it was in range.</summary>
internal static class ExplainCharts
{
    /// <summary>The value of the tokens in the position and of those put in; null where the price was seen less than twice while it was open.</summary>
    public static LineChart? Values(Explanation explanation, ExplainedPosition position)
    {
        (string unit, double seconds) = Unit(position.Attribution.End - position.Attribution.Start);
        List<(double Time, double Value, double Hold)> points = [.. Moments(explanation, position).Where(static moment => moment.Liquidity > 0).Select(moment =>
        {
            double price = PoolPrice.Of(moment.SqrtPriceX96);
            TokenPrices prices = explanation.Money.At(moment.Seconds, price);
            Reserves inPool = position.History.CurveOf(moment.Liquidity).Reserves(price);
            return (
                (moment.Seconds - position.Attribution.Start.ToUnixTimeSeconds()) / seconds,
                (inPool.Amount0 * prices.Token0) + (inPool.Amount1 * prices.Token1),
                (moment.Held0 * prices.Token0) + (moment.Held1 * prices.Token1));
        }).DistinctBy(static point => point.Item1)];
        return points.Count < 2 ? null : new LineChart(
            $"Value without fees, and of holding, in {explanation.Money.Symbol}", unit, explanation.Money.Symbol, [.. points.Select(static point => point.Time)], false,
            [new ChartLine("position", [.. points.Select(static point => point.Value)]), new ChartLine("holding", [.. points.Select(static point => point.Hold)])], false);
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
        foreach ((long seconds, UInt256 sqrtPriceX96, double liquidity, _, _) in Moments(explanation, position))
        {
            int next = (int)((seconds - start) * width / (end - start));
            Array.Fill(bar, mark, column, Math.Clamp(next, column, width) - column);
            (column, mark) = (Math.Clamp(next, column, width), liquidity == 0 ? ' ' : sqrtPriceX96 >= lower && sqrtPriceX96 < upper ? '█' : '░');
        }
        Array.Fill(bar, mark, column, width - column);
        return new string(bar);
    }

    private static (string Name, double Seconds) Unit(TimeSpan time) =>
        time.TotalDays >= 3 ? ("days", TimeSpan.SecondsPerDay) : time.TotalHours >= 3 ? ("hours", TimeSpan.SecondsPerHour) : ("minutes", TimeSpan.SecondsPerMinute);

    // Prices seen between the first move and the end, with the principal's liquidity and the tokens of holding at that time.
    private static IEnumerable<(long Seconds, UInt256 SqrtPriceX96, double Liquidity, double Held0, double Held1)> Moments(Explanation explanation, ExplainedPosition position)
    {
        PositionHistory history = position.History;
        (double liquidity, double held0, double held1) = (0, 0, 0);
        int next = 0;
        IEnumerable<(long Seconds, UInt256 SqrtPriceX96)> seen = history.Moves.Select(static move => (move.TimestampSeconds, move.SqrtPriceX96))
            .Concat(explanation.Path).Append((history.EndSeconds, history.SqrtPriceX96)).Where(sample => sample.Item1 >= history.Moves[0].TimestampSeconds && sample.Item1 <= history.EndSeconds)
            .OrderBy(static sample => sample.Item1);
        foreach ((long seconds, UInt256 sqrtPriceX96) in seen)
        {
            for (; next < history.Moves.Count && history.Moves[next].TimestampSeconds <= seconds; next++)
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
            }
            yield return (seconds, sqrtPriceX96, liquidity, held0, held1);
        }
    }
}
