using System.Numerics;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Tests.UniswapV3;

/// <summary>What PancakeSwap V3 does differently: the protocol's share in ten-thousandths, packed in 32 bits, and there from the start.</summary>
public sealed class PancakeSwapTests
{
    // The packed values that slot0 of live pools of each tier shows: PancakeV3Pool.initialize.
    [Theory]
    [InlineData(100, 1, 216_272_100)]
    [InlineData(500, 10, 222_825_800)]
    [InlineData(2500, 50, 209_718_400)]
    [InlineData(10_000, 200, 209_718_400)]
    public void Initialize_EachTier_StartsWithTheTiersShare(int feePips, int spacing, uint packed) =>
        Assert.Equal(packed, Pool(feePips, spacing).FeeProtocol);

    [Theory]
    [InlineData(true, 1000, 4000)]
    [InlineData(false, 1000, 4000)]
    [InlineData(true, 3200, 0)]
    [InlineData(false, 3200, 0)]
    [InlineData(true, 1237, 3999)]
    [InlineData(false, 1237, 3999)]
    public void Swap_WithShares_SplitsTheFeeInTenThousandths(bool zeroForOne, uint share0, uint share1)
    {
        UniswapV3Pool pool = Pool(2500, 50);
        UInt128 liquidity = 1_000_000_000_000_000_000;
        Assert.Equal(UniswapV3Revert.None, pool.Mint(Address.Parse("0x00000000000000000000000000000000000000a1"), -50_000, 50_000, liquidity, out _, out _));
        Assert.Equal(UniswapV3Revert.None, pool.SetFeeProtocol(share0, share1));
        Assert.Equal(share0 + (share1 * 65_536), pool.FeeProtocol);

        // One step, within one word of the bitmap and one range: the fee is what remains of the input.
        BigInteger amountIn = 1_234_567_890_123_457;
        UInt256 limit = zeroForOne ? TickMath.MinSqrtPriceX96 + UInt256.One : TickMath.MaxSqrtPriceX96 - UInt256.One;
        Assert.Equal(UniswapV3Revert.None, pool.Swap(zeroForOne, (Int256)UInt256.FromBigInteger(amountIn), limit, out SwapOutcome outcome));

        BigInteger lessFee = amountIn * 997_500 / 1_000_000;
        BigInteger q96 = BigInteger.One << 96;
        BigInteger wide = (BigInteger)liquidity;
        BigInteger used = zeroForOne
            ? Up(wide * q96 * (q96 - outcome.SqrtPriceX96.ToBigInteger()), q96 * outcome.SqrtPriceX96.ToBigInteger())
            : Up(wide * (outcome.SqrtPriceX96.ToBigInteger() - q96), q96);
        Assert.InRange(lessFee - used, 0, 1);
        BigInteger fee = amountIn - used;
        BigInteger protocol = fee * (zeroForOne ? share0 : share1) / 10_000;
        BigInteger growth = ((fee - protocol) << 128) / wide;
        Assert.Equal(fee, outcome.FeeAmount.ToBigInteger());
        Assert.Equal(zeroForOne ? protocol : 0, pool.ProtocolFees0);
        Assert.Equal(zeroForOne ? 0 : protocol, pool.ProtocolFees1);
        Assert.Equal(zeroForOne ? growth : 0, pool.FeeGrowthGlobal0X128.ToBigInteger());
        Assert.Equal(zeroForOne ? 0 : growth, pool.FeeGrowthGlobal1X128.ToBigInteger());
    }

    [Theory]
    [InlineData(999, 0)]
    [InlineData(0, 4001)]
    [InlineData(4, 4)]
    [InlineData(65_536, 0)]
    public void SetFeeProtocol_OutOfBounds_IsRefused(uint share0, uint share1)
    {
        UniswapV3Pool pool = Pool(2500, 50);
        Assert.Equal(UniswapV3Revert.FeeProtocolInvalid, pool.SetFeeProtocol(share0, share1));
        Assert.Equal(209_718_400u, pool.FeeProtocol);
    }

    private static UniswapV3Pool Pool(int feePips, int spacing)
    {
        UniswapV3Pool pool = new(new UniswapV3Parameters(feePips, spacing, ProtocolFeeRule.PancakeTenThousandths));
        Assert.Equal(UniswapV3Revert.None, pool.Initialize(UInt256.One << 96));
        return pool;
    }

    private static BigInteger Up(BigInteger dividend, BigInteger divisor) => (dividend + divisor - 1) / divisor;
}
