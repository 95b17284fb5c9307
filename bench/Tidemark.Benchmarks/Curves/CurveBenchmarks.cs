using BenchmarkDotNet.Attributes;
using Tidemark.Analytics.Curves;

namespace Tidemark.Benchmarks.Curves;

/// <summary>One evaluation of each curve, alone and in a span.</summary>
[MemoryDiagnoser]
public class CurveBenchmarks
{
    private const int Count = 4096;

    private readonly double[] _prices = Positions.Prices(Count);
    private readonly double[] _results = new double[Count];
    private ValueCurve _curve = null!;

    public static IEnumerable<string> Names => Positions.ByName.Keys;

    [ParamsSource(nameof(Names))]
    public string Curve { get; set; } = "";

    [GlobalSetup]
    public void Choose() => _curve = Positions.ByName[Curve];

    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public double Value()
    {
        double sum = 0;
        foreach (double price in _prices)
        {
            sum += _curve.Value(price);
        }
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public void Values() => _curve.Values(_prices, _results);

    [Benchmark(OperationsPerInvoke = Count)]
    public void ImpermanentLosses() => _curve.ImpermanentLosses(1, _prices, _results);
}
