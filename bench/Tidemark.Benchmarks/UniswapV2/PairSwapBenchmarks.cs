using BenchmarkDotNet.Attributes;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV2;

namespace Tidemark.Benchmarks.UniswapV2;

/// <summary>Swaps of a V2 pair, and the router's formula alone.</summary>
[MemoryDiagnoser]
public class PairSwapBenchmarks
{
    private static readonly Address Trader = Address.Parse("0x0000000000000000000000000000000000000002");

    private readonly UniswapV2Pool _pair = new(UniswapV2Parameters.ForUniswap(Address.Parse("0x0000000000000000000000000000000000000001")));

    [GlobalSetup]
    public void Fill()
    {
        _ = _pair.TryDeposit(50_000_000_000_000UL, UInt256.Parse("25000000000000000000000"));
        _ = _pair.TryMint(Trader, out _);
    }

    [Benchmark(Baseline = true)]
    public UInt256 QuoteExactIn()
    {
        _ = _pair.QuoteExactIn(true, 1_000_000UL, out UInt256 amountOut);
        return amountOut;
    }

    [Benchmark(OperationsPerInvoke = 2)]
    public UniswapV2Swap SwapExactIn()
    {
        _ = _pair.TrySwapExactIn(true, 1_000_000UL, Trader, out _);
        _ = _pair.TrySwapExactIn(false, 500_000_000_000_000UL, Trader, out UniswapV2Swap swap);
        return swap;
    }
}
