using System.Diagnostics;
using System.Text.Json;
using Tidemark.Analytics.Curves;

namespace Tidemark.Benchmarks.Curves;

/// <summary>The spans that numpy's expressions are compared with: nanoseconds by price for each expression and number of prices, best of many rounds.</summary>
internal static class SpanRun
{
    private const int Rounds = 25;
    private const int PricesInRound = 4_000_000;

    public static void Run(string workload, string results)
    {
        using JsonDocument request = JsonDocument.Parse(File.ReadAllText(workload));
        double liquidity = request.RootElement.GetProperty("liquidity").GetDouble();
        var product = new ConstantProductCurve(liquidity);
        var range = new ConcentratedCurve(liquidity, request.RootElement.GetProperty("lower").GetDouble(), request.RootElement.GetProperty("upper").GetDouble());
        List<SpanResult> measured = [];
        foreach (JsonElement size in request.RootElement.GetProperty("sizes").EnumerateArray())
        {
            double[] prices = Positions.Prices(size.GetInt32());
            double[] output = new double[prices.Length];
            void Measure(string expression, Action run) => measured.Add(new SpanResult(expression, prices.Length, Nanoseconds(run, prices.Length), output.Sum(), Allocated(run)));
            Measure("constant product, impermanent loss", () => product.ImpermanentLosses(1, prices, output));
            Measure("constant product, value", () => product.Values(prices, output));
            Measure("concentrated, impermanent loss", () => range.ImpermanentLosses(1, prices, output));
            Measure("concentrated, value", () => range.Values(prices, output));
        }
        File.WriteAllText(results, JsonSerializer.Serialize(measured, JsonSerializerOptions.Web));
    }

    private static double Nanoseconds(Action run, int prices)
    {
        int repeats = Math.Max(1, PricesInRound / prices);
        double best = double.PositiveInfinity;
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < repeats; i++)
            {
                run();
            }
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / repeats / prices);
        }
        return best;
    }

    private static long Allocated(Action run)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        run();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
