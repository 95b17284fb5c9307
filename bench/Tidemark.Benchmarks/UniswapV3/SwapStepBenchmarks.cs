using BenchmarkDotNet.Attributes;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Benchmarks.UniswapV3;

/// <summary>One step of a swap at constant liquidity.</summary>
[MemoryDiagnoser]
public class SwapStepBenchmarks
{
    private const int Tick = 200_000;
    private const int FeePips = 500;

    private static readonly UInt128 Liquidity = (UInt128)20_000_000_000 * 1_000_000_000;
    private static readonly UInt256 Price = TickMath.GetSqrtPriceAtTick(Tick);
    private static readonly UInt256 Below = TickMath.GetSqrtPriceAtTick(Tick - 10);
    private static readonly UInt256 Above = TickMath.GetSqrtPriceAtTick(Tick + 10);
    private static readonly UInt256 Amount0 = 1_234_567_890UL;
    private static readonly UInt256 Amount1 = 601_234_567_890_123_456UL;

    [Benchmark(Baseline = true)]
    public SwapStep ExactInToken0Ends() => SwapMath.ComputeSwapStep(Price, Below, Liquidity, Amount0, exactIn: true, FeePips);

    [Benchmark]
    public SwapStep ExactInToken1Ends() => SwapMath.ComputeSwapStep(Price, Above, Liquidity, Amount1, exactIn: true, FeePips);

    [Benchmark]
    public SwapStep ExactOutToken1Ends() => SwapMath.ComputeSwapStep(Price, Below, Liquidity, Amount1, exactIn: false, FeePips);

    [Benchmark]
    public SwapStep ExactOutToken0Ends() => SwapMath.ComputeSwapStep(Price, Above, Liquidity, Amount0, exactIn: false, FeePips);

    [Benchmark]
    public SwapStep ExactInToken0ReachesTarget() => SwapMath.ComputeSwapStep(Price, Below, Liquidity, UInt256.MaxValue, exactIn: true, FeePips);

    [Benchmark]
    public SwapStep ExactInToken1ReachesTarget() => SwapMath.ComputeSwapStep(Price, Above, Liquidity, UInt256.MaxValue, exactIn: true, FeePips);
}
