using BenchmarkDotNet.Attributes;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Benchmarks.UniswapV3;

/// <summary>Ticks to prices and back, anywhere in the range.</summary>
[MemoryDiagnoser]
public class TickMathBenchmarks
{
    private readonly int[] _ticks = new int[1024];
    private readonly UInt256[] _prices = new UInt256[1024];
    private readonly UInt256[] _pricesAtTicks = new UInt256[1024];
    private int _index;

    [GlobalSetup]
    public void Fill()
    {
        Random random = new(1);
        for (int i = 0; i < _ticks.Length; i++)
        {
            _ticks[i] = random.Next(TickMath.MinTick, TickMath.MaxTick);
            _pricesAtTicks[i] = TickMath.GetSqrtPriceAtTick(_ticks[i]);
            UInt256 next = TickMath.GetSqrtPriceAtTick(_ticks[i] + 1);
            _prices[i] = _pricesAtTicks[i] + ((next - _pricesAtTicks[i]) / (ulong)random.Next(2, 100));
        }
    }

    [Benchmark(Baseline = true)]
    public UInt256 SqrtPriceAtTick() => TickMath.GetSqrtPriceAtTick(_ticks[_index++ & 1023]);

    [Benchmark]
    public int TickAtSqrtPriceBetweenTicks() => TickMath.GetTickAtSqrtPrice(_prices[_index++ & 1023]);

    [Benchmark]
    public int TickAtSqrtPriceExactlyAtTick() => TickMath.GetTickAtSqrtPrice(_pricesAtTicks[_index++ & 1023]);
}
