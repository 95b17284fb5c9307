using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Tests.UniswapV3;

[Collection(Allocation.Alone)]
public sealed class SwapAllocationTests
{
    private const int Swaps = 1_000;

    private static readonly UInt256 Lowest = TickMath.MinSqrtPriceX96 + UInt256.One;
    private static readonly UInt256 Highest = TickMath.MaxSqrtPriceX96 - UInt256.One;

    [Theory]
    [InlineData(1_000_000, false)]
    [InlineData(-1_000_000, false)]
    [InlineData(20_000_000_000_000, true)]
    [InlineData(-20_000_000_000_000, true)]
    public void Swap_ThereAndBack_AllocatesNothing(long amount, bool crosses)
    {
        UniswapV3Pool pool = Pool();
        int crossed = 0;
        long allocated = Allocation.Of(() =>
        {
            for (int i = 0; i < Swaps; i++)
            {
                crossed += SwapThereAndBack(pool, amount);
            }
        });

        Assert.Equal(0, allocated);
        Assert.Equal(crosses, crossed >= 2 * Swaps);
        Assert.Equal(crosses, crossed > 0);
    }

    [Fact]
    public void QuoteSwap_WithoutCommit_AllocatesNothing()
    {
        UniswapV3Pool pool = Pool();
        long allocated = Allocation.Of(() =>
        {
            for (int i = 0; i < Swaps; i++)
            {
                _ = pool.QuoteSwap(i % 2 == 0, 1_000_000, i % 2 == 0 ? Lowest : Highest, out _);
            }
        });

        Assert.Equal(0, allocated);
    }

    private static int SwapThereAndBack(UniswapV3Pool pool, long amount)
    {
        UniswapV3Revert there = pool.Swap(true, amount, Lowest, out SwapOutcome down);
        UniswapV3Revert back = pool.Swap(false, amount, Highest, out SwapOutcome up);
        return there == UniswapV3Revert.None && back == UniswapV3Revert.None
            ? down.TicksCrossed + up.TicksCrossed
            : throw new InvalidOperationException($"{there}, {back}");
    }

    private static UniswapV3Pool Pool()
    {
        UniswapV3Pool pool = new(new UniswapV3Parameters(500, 10));
        Assert.Equal(UniswapV3Revert.None, pool.Initialize(TickMath.GetSqrtPriceAtTick(5) + UInt256.One));
        for (int lower = -2000; lower < 2000; lower += 20)
        {
            Assert.Equal(UniswapV3Revert.None, pool.Mint(default(Address), lower, lower + 60, 1_000_000_000_000_000, out _, out _));
        }
        return pool;
    }
}
