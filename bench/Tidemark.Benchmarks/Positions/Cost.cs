using System.Diagnostics;

namespace Tidemark.Benchmarks.Positions;

/// <summary>What running some code took.</summary>
internal readonly record struct Cost(double Seconds, double ProcessorSeconds, long Bytes)
{
    public static Cost None => new(double.PositiveInfinity, double.PositiveInfinity, long.MaxValue);

    public static Cost Of(Action code)
    {
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        code();
        TimeSpan wall = Stopwatch.GetElapsedTime(start);
        return new Cost(wall.TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds, GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }

    /// <summary>Each figure, or the other's where that is less.</summary>
    public Cost OrLess(Cost other) => new(
        Math.Min(Seconds, other.Seconds), Math.Min(ProcessorSeconds, other.ProcessorSeconds), Math.Min(Bytes, other.Bytes));
}
