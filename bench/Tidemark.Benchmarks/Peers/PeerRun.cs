using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Benchmarks.Peers;

/// <summary>Runs Tidemark's pool on the workloads that the other simulators are run on, and writes what each swap gave and how long it took.</summary>
internal static class PeerRun
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(4);
    private const int FewestRounds = 50;

    public static void Run(string workloadsPath, string resultsPath)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(workloadsPath));
        using FileStream file = File.Create(resultsPath);
        using Utf8JsonWriter json = new(file);
        json.WriteStartObject();
        foreach (JsonElement element in document.RootElement.GetProperty("workloads").EnumerateArray())
        {
            Measure(new Workload(element), json);
        }
        json.WriteEndObject();
    }

    private static void Measure(Workload workload, Utf8JsonWriter json)
    {
        SwapOutcome[] outcomes = new SwapOutcome[workload.Swaps.Length];
        List<double> wall = [];
        List<double> processor = [];
        long allocated = long.MaxValue;
        long deadline = Stopwatch.GetTimestamp() + (long)(LongEnough.TotalSeconds * Stopwatch.Frequency);
        while (wall.Count < FewestRounds || Stopwatch.GetTimestamp() < deadline)
        {
            UniswapV3Pool pool = workload.Pool.Copy();
            long bytes = GC.GetAllocatedBytesForCurrentThread();
            TimeSpan cpu = Environment.CpuUsage.TotalTime;
            long start = Stopwatch.GetTimestamp();
            SwapAll(pool, workload.Swaps);
            wall.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            processor.Add((Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
            // The first crossings of a pool allocate room for the crossings that it remembers.
            allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - bytes);
        }
        UniswapV3Pool last = workload.Pool.Copy();
        for (int i = 0; i < outcomes.Length; i++)
        {
            UniswapV3Revert revert = last.Swap(workload.Swaps[i].ZeroForOne, workload.Swaps[i].AmountIn, workload.Swaps[i].Limit, out outcomes[i]);
            if (revert != UniswapV3Revert.None)
            {
                throw new InvalidOperationException($"Swap {i} of '{workload.Name}' reverts: {revert}.");
            }
        }
        Write(workload, outcomes, wall, processor, allocated, json);
    }

    private static void SwapAll(UniswapV3Pool pool, PeerSwap[] swaps)
    {
        for (int i = 0; i < swaps.Length; i++)
        {
            _ = pool.Swap(swaps[i].ZeroForOne, swaps[i].AmountIn, swaps[i].Limit, out _);
        }
    }

    private static void Write(
        Workload workload, SwapOutcome[] outcomes, List<double> wall, List<double> processor, long allocated, Utf8JsonWriter json)
    {
        json.WriteStartObject(workload.Name);
        WriteNumbers(json, "wallSeconds", wall);
        WriteNumbers(json, "processorSeconds", processor);
        json.WriteNumber("allocatedBytesPerSwap", (double)allocated / outcomes.Length);
        long crossed = 0;
        json.WriteStartArray("swaps");
        foreach (SwapOutcome outcome in outcomes)
        {
            crossed += outcome.TicksCrossed;
            json.WriteStringValue(string.Create(
                CultureInfo.InvariantCulture, $"{outcome.Amount0} {outcome.Amount1} {outcome.SqrtPriceX96} {outcome.Tick} {outcome.Liquidity}"));
        }
        json.WriteEndArray();
        json.WriteNumber("ticksCrossedPerSwap", (double)crossed / outcomes.Length);
        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, List<double> values)
    {
        json.WriteStartArray(name);
        foreach (double value in values)
        {
            json.WriteNumberValue(value);
        }
        json.WriteEndArray();
    }
}
