using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;
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
        (double Time, PositionMoment Moment)[] points =
        [
            .. position.Statement.Course(explanation.Money.At).Where(static moment => moment.CurveLiquidity > 0)
                .Select(moment => (Time: (moment.TimestampSeconds - position.Attribution.Start.ToUnixTimeSeconds()) / seconds, moment))
                .GroupBy(static point => point.Time).Select(static second => second.Last()),
        ];
        return points.Length < 2 ? null : new LineChart(
            $"Value with fees, without them, and of holding, in {explanation.Money.Symbol}", unit, explanation.Money.Symbol, [.. points.Select(static point => point.Time)], false,
            [
                new ChartLine("with fees", [.. points.Select(static point => point.Moment.Value + point.Moment.FeesValue)]),
                new ChartLine("holding", [.. points.Select(static point => point.Moment.HoldValue)]),
                new ChartLine("without fees", [.. points.Select(static point => point.Moment.Value)]),
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
        foreach (PositionMoment moment in position.Statement.Course(explanation.Money.At))
        {
            int next = (int)((moment.TimestampSeconds - start) * width / (end - start));
            Array.Fill(bar, mark, column, Math.Clamp(next, column, width) - column);
            (column, mark) = (Math.Clamp(next, column, width), moment.IsEmptied || moment.CurveLiquidity == 0 ? ' ' : moment.SqrtPriceX96 >= lower && moment.SqrtPriceX96 < upper ? '█' : '░');
        }
        Array.Fill(bar, mark, column, width - column);
        return new string(bar);
    }

    private static (string Name, double Seconds) Unit(TimeSpan time) =>
        time.TotalDays >= 3 ? ("days", TimeSpan.SecondsPerDay) : time.TotalHours >= 3 ? ("hours", TimeSpan.SecondsPerHour) : ("minutes", TimeSpan.SecondsPerMinute);
}
