using BenchmarkDotNet.Attributes;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Benchmarks.UniswapV3;

/// <summary>Whole swaps of a pool with two hundred initialised ticks, there and back, so that the price stays where it is. Times are per swap.</summary>
[MemoryDiagnoser]
public class PoolSwapBenchmarks
{
    private const int Centre = 200_005;
    private const int SwapsPerCall = 2;

    private static readonly UInt256 Lowest = TickMath.MinSqrtPriceX96 + UInt256.One;
    private static readonly UInt256 Highest = TickMath.MaxSqrtPriceX96 - UInt256.One;

    private readonly UniswapV3Pool _pool = new(new UniswapV3Parameters(500, 10));

    [GlobalSetup]
    public void Fill()
    {
        _ = _pool.Initialize(TickMath.GetSqrtPriceAtTick(Centre));
        for (int i = 0; i < 100; i++)
        {
            int lower = Centre - 5 - 1_000 + (20 * i);
            _ = _pool.Mint(default(Address), lower, lower + 1_010, 100_000_000_000_000_000, out _, out _);
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = SwapsPerCall)]
    public SwapOutcome ExactInputInRange() => ThereAndBack(1_000_000UL, 482_000_000_000_000UL);

    [Benchmark(OperationsPerInvoke = SwapsPerCall)]
    public SwapOutcome ExactOutputInRange() => ThereAndBack(-(Int256)482_000_000_000_000L, -(Int256)1_000_000L);

    [Benchmark(OperationsPerInvoke = SwapsPerCall)]
    public SwapOutcome ExactInputCrossingOneTick() => ToTicks(10);

    [Benchmark(OperationsPerInvoke = SwapsPerCall)]
    public SwapOutcome ExactInputCrossingTenTicks() => ToTicks(100);

    [Benchmark]
    public SwapOutcome QuoteInRange()
    {
        _ = _pool.QuoteSwap(true, 1_000_000, Lowest, out SwapOutcome outcome);
        return outcome;
    }

    private SwapOutcome ThereAndBack(UInt256 amount0, UInt256 amount1) => ThereAndBack((Int256)amount0, (Int256)amount1);

    private SwapOutcome ThereAndBack(Int256 down, Int256 up)
    {
        _ = _pool.Swap(true, down, Lowest, out _);
        _ = _pool.Swap(false, up, Highest, out SwapOutcome outcome);
        return outcome;
    }

    // The price limit ends both swaps, so every call crosses the same ticks.
    private SwapOutcome ToTicks(int distance)
    {
        _ = _pool.Swap(true, Int256.MaxValue, TickMath.GetSqrtPriceAtTick(Centre - distance), out _);
        _ = _pool.Swap(false, Int256.MaxValue, TickMath.GetSqrtPriceAtTick(Centre), out SwapOutcome outcome);
        return outcome;
    }
}
