using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Tests.UniswapV3;

/// <summary>Reaches every reason to refuse a call, and sees that a refused call leaves the pool and its answers as they were.</summary>
public sealed class UniswapV3RevertTests
{
    private const int LowestUsable = -887220;
    private const int HighestUsable = 887220;

    private static readonly Address Owner = Address.Parse("0x00000000000000000000000000000000000000a1");
    private static readonly UInt128 TwoTo127 = UInt128.One << 127;
    private static readonly UInt128 Brim = UInt128.MaxValue - 10;
    private static readonly UInt256 Low = TickMath.MinSqrtPriceX96 + UInt256.One;
    private static readonly UInt256 High = TickMath.MaxSqrtPriceX96 - UInt256.One;

    private static readonly (string Name, UniswapV3Revert Reason, Func<UniswapV3Pool> Pool, Func<UniswapV3Pool, UniswapV3Revert> Call)[] Cases =
    [
        ("initialize twice", UniswapV3Revert.AlreadyInitialized, Funded, pool => pool.Initialize(UInt256.One << 96)),
        ("mint before initialize", UniswapV3Revert.Locked, Empty, pool => Mint(pool, -60, 60, 1)),
        ("burn before initialize", UniswapV3Revert.Locked, Empty, pool => Burn(pool, -60, 60, 0)),
        ("unlisted before initialize", UniswapV3Revert.Locked, Empty, pool => Modify(pool, -60, 60, 1)),
        ("collect before initialize", UniswapV3Revert.Locked, Empty, pool => Collect(pool)),
        ("swap before initialize", UniswapV3Revert.Locked, Empty, pool => Swap(pool, true, 1, Low)),
        ("flash before initialize", UniswapV3Revert.Locked, Empty, pool => pool.Flash(default, default, default, default)),
        ("set protocol before initialize", UniswapV3Revert.Locked, Empty, pool => pool.SetFeeProtocol(0, 0)),
        ("collect protocol before initialize", UniswapV3Revert.Locked, Empty, pool => CollectProtocol(pool)),
        ("initialize below the lowest price", UniswapV3Revert.PriceOutOfRange, Empty, pool => pool.Initialize(TickMath.MinSqrtPriceX96 - UInt256.One)),
        ("initialize at the highest price", UniswapV3Revert.PriceOutOfRange, Empty, pool => pool.Initialize(TickMath.MaxSqrtPriceX96)),
        ("initialize at nothing", UniswapV3Revert.PriceOutOfRange, Empty, pool => pool.Initialize(default)),
        ("mint nothing", UniswapV3Revert.ZeroLiquidity, Funded, pool => Mint(pool, -60, 60, 0)),
        ("mint 2^127", UniswapV3Revert.LiquidityTooLarge, Funded, pool => Mint(pool, -60, 60, TwoTo127)),
        ("burn 2^127", UniswapV3Revert.LiquidityTooLarge, Funded, pool => Burn(pool, -600, 600, TwoTo127)),
        ("mint with equal ticks", UniswapV3Revert.TicksUpsideDown, Funded, pool => Mint(pool, 60, 60, 1)),
        ("burn with ticks upside down", UniswapV3Revert.TicksUpsideDown, Funded, pool => Burn(pool, 600, -600, 1)),
        ("mint below the lowest tick", UniswapV3Revert.TickLowerTooLow, Funded, pool => Mint(pool, TickMath.MinTick - 1, TickMath.MaxTick + 1, 1)),
        ("mint above the highest tick", UniswapV3Revert.TickUpperTooHigh, Funded, pool => Mint(pool, -60, TickMath.MaxTick + 1, 1)),
        ("mint on an unusable lower tick", UniswapV3Revert.TickNotUsable, Funded, pool => Mint(pool, -61, 60, 1)),
        ("mint on an unusable upper tick", UniswapV3Revert.TickNotUsable, Funded, pool => Mint(pool, -60, 61, 1)),
        ("mint on the lowest tick, not usable", UniswapV3Revert.TickNotUsable, Funded, pool => Mint(pool, TickMath.MinTick, 60, 1)),
        ("mint above a tick's share", UniswapV3Revert.TickLiquidityOverflow, Funded, pool => Mint(pool, -60, 60, pool.Parameters.MaxLiquidityPerTick + 1)),
        ("mint above a used tick's share", UniswapV3Revert.TickLiquidityOverflow, Funded, pool => Mint(pool, -60, 600, pool.Parameters.MaxLiquidityPerTick)),
        ("mint above 128 bits", UniswapV3Revert.LiquidityAddOverflow, () => Skewed(0, Brim, 20), pool => Mint(pool, -60, 60, 1000)),
        ("swap down into more than 128 bits", UniswapV3Revert.LiquidityAddOverflow, () => Skewed(0, Brim, -20), pool => Swap(pool, true, 1000, Low)),
        ("swap up into more than 128 bits", UniswapV3Revert.LiquidityAddOverflow, () => Skewed(-1, Brim, 20), pool => Swap(pool, false, 1000, High)),
        ("burn more than the position", UniswapV3Revert.LiquiditySubtractUnderflow, Funded, pool => Burn(pool, -600, 600, 1_000_000_001)),
        ("burn another's liquidity", UniswapV3Revert.LiquiditySubtractUnderflow, Funded, pool => pool.Burn(default, -600, 600, 1, out _, out _)),
        ("burn on a tick never used", UniswapV3Revert.LiquiditySubtractUnderflow, Funded, pool => Burn(pool, -61, 60, 1)),
        ("unlisted burn above the tick", UniswapV3Revert.LiquiditySubtractUnderflow, Funded, pool => Modify(pool, -600, 600, -1_000_000_001)),
        ("swap down out of more than there is", UniswapV3Revert.LiquiditySubtractUnderflow, () => Skewed(0, 10, 20), pool => Swap(pool, true, 1000, Low)),
        ("swap up out of more than there is", UniswapV3Revert.LiquiditySubtractUnderflow, () => Skewed(-1, 10, -20), pool => Swap(pool, false, 1000, High)),
        ("update without a position", UniswapV3Revert.NoPosition, Funded, pool => Burn(pool, -60, 60, 0)),
        ("swap nothing", UniswapV3Revert.ZeroAmount, Funded, pool => Swap(pool, true, 0, Low)),
        ("swap nothing before initialize", UniswapV3Revert.ZeroAmount, Empty, pool => Swap(pool, true, 0, Low)),
        ("limit at the price, down", UniswapV3Revert.PriceLimit, Funded, pool => Swap(pool, true, 1, UInt256.One << 96)),
        ("limit at the price, up", UniswapV3Revert.PriceLimit, Funded, pool => Swap(pool, false, 1, UInt256.One << 96)),
        ("limit at the lowest price", UniswapV3Revert.PriceLimit, Funded, pool => Swap(pool, true, 1, TickMath.MinSqrtPriceX96)),
        ("limit at the highest price", UniswapV3Revert.PriceLimit, Funded, pool => Swap(pool, false, 1, TickMath.MaxSqrtPriceX96)),
        ("swap of token 0 unpaid by one", UniswapV3Revert.InsufficientInputAmount, Funded, pool => Swap(pool, true, 1000, Low, Payment.Of(999UL, UInt256.MaxValue))),
        ("swap of token 1 unpaid by one", UniswapV3Revert.InsufficientInputAmount, Funded, pool => Swap(pool, false, 1000, High, Payment.Of(UInt256.MaxValue, 999UL))),
        ("mint without token 0", UniswapV3Revert.MintUnpaid0, Funded, pool => Mint(pool, -60, 60, 1000, Payment.Of(2UL, UInt256.MaxValue))),
        ("mint without either", UniswapV3Revert.MintUnpaid0, Funded, pool => Mint(pool, -60, 60, 1000, Payment.Of(default, default))),
        ("mint without token 1", UniswapV3Revert.MintUnpaid1, Funded, pool => Mint(pool, -60, 60, 1000, Payment.Of(UInt256.MaxValue, 2UL))),
        ("flash without active liquidity", UniswapV3Revert.NoLiquidity, Initialized, pool => pool.Flash(1UL, 1UL, 1, 1)),
        ("flash more of token 0 than held", UniswapV3Revert.TransferFailed, Funded, pool => pool.Flash(11UL, 10UL, 1, 1, (10UL, 10UL))),
        ("flash more of token 1 than held", UniswapV3Revert.TransferFailed, Funded, pool => pool.Flash(10UL, 11UL, 1, 1, (10UL, 10UL))),
        ("flash without the fee in token 0", UniswapV3Revert.FlashUnpaid0, Funded, pool => pool.Flash(1000UL, 1000UL, 2, 3)),
        ("flash without the loan in token 0", UniswapV3Revert.FlashUnpaid0, Funded, pool => pool.Flash(default, default, -1, 0)),
        ("flash without the fee in token 1", UniswapV3Revert.FlashUnpaid1, Funded, pool => pool.Flash(1001UL, 1001UL, 4, 3)),
        ("share below the least", UniswapV3Revert.FeeProtocolInvalid, Funded, pool => pool.SetFeeProtocol(3, 4)),
        ("share above the most", UniswapV3Revert.FeeProtocolInvalid, Funded, pool => pool.SetFeeProtocol(4, 11)),
        ("fee growth above 256 bits", UniswapV3Revert.ArithmeticOverflow, Thin, pool => pool.Flash(default, default, (Int256)(UInt256.One << 128), 0)),
        ("fee growth of token 1 above 256 bits", UniswapV3Revert.ArithmeticOverflow, Thin, pool => pool.Flash(default, default, 0, (Int256)(UInt256.One << 128))),
        ("flash fee above 255 bits", UniswapV3Revert.FlashUnpaid0, Costly, pool => pool.Flash(UInt256.MaxValue, default, 0, 0)),
    ];

    public static TheoryData<string> Names => [.. Cases.Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Call_Refused_SaysWhyAndChangesNothing(string name)
    {
        (_, UniswapV3Revert reason, Func<UniswapV3Pool> create, Func<UniswapV3Pool, UniswapV3Revert> call) = Cases.Single(item => item.Name == name);
        UniswapV3Pool pool = create();
        string before = PoolText.Of(pool);
        Assert.Equal(reason, call(pool));
        Assert.Equal(before, PoolText.Of(pool));
    }

    [Fact]
    public void Cases_EveryReason_IsReached() =>
        Assert.Equal(Enum.GetValues<UniswapV3Revert>().Where(reason => reason != UniswapV3Revert.None), Cases.Select(item => item.Reason).Distinct().Order());

    [Fact]
    public void Call_JustWithinTheBound_IsAccepted()
    {
        UniswapV3Pool pool = Funded();
        Assert.Equal(UniswapV3Revert.None, Mint(pool, LowestUsable, HighestUsable, pool.Parameters.MaxLiquidityPerTick));
        Assert.Equal(UniswapV3Revert.None, Burn(pool, -600, 600, 1_000_000_000));
        Assert.Equal(UniswapV3Revert.None, Swap(pool, true, 1000, Low, Payment.Of(1000UL, default)));
        Assert.Equal(UniswapV3Revert.None, pool.Flash(1000UL, 1000UL, 3, 3, (1000UL, 1000UL)));
        Assert.Equal(UniswapV3Revert.None, pool.SetFeeProtocol(4, 10));
        Assert.Equal(UniswapV3Revert.None, Thin().Flash(default, default, (Int256)(UInt256.One << 128) - Int256.One, 0));
        Assert.Equal(UniswapV3Revert.None, Empty().Initialize(TickMath.MinSqrtPriceX96));
        Assert.Equal(UniswapV3Revert.None, Empty().Initialize(High));
        // 1000 units of liquidity between ticks -60 and 60 cost three of either token, rounded up.
        Assert.Equal(UniswapV3Revert.None, Mint(Funded(), -60, 60, 1000, Payment.Of(3UL, 3UL)));
    }

    private static UniswapV3Revert Mint(UniswapV3Pool pool, int lower, int upper, UInt128 liquidity, Payment payment = default)
    {
        UniswapV3Revert revert = pool.Mint(Owner, lower, upper, liquidity, out UInt256 amount0, out UInt256 amount1, payment);
        Assert.True(revert == UniswapV3Revert.None || (amount0.IsZero && amount1.IsZero));
        return revert;
    }

    private static UniswapV3Revert Burn(UniswapV3Pool pool, int lower, int upper, UInt128 liquidity)
    {
        UniswapV3Revert revert = pool.Burn(Owner, lower, upper, liquidity, out UInt256 amount0, out UInt256 amount1);
        Assert.True(revert == UniswapV3Revert.None || (amount0.IsZero && amount1.IsZero));
        return revert;
    }

    private static UniswapV3Revert Modify(UniswapV3Pool pool, int lower, int upper, Int128 delta)
    {
        UniswapV3Revert revert = pool.ModifyUnlisted(lower, upper, delta, out UInt256 amount0, out UInt256 amount1);
        Assert.True(amount0.IsZero && amount1.IsZero);
        return revert;
    }

    private static UniswapV3Revert Collect(UniswapV3Pool pool)
    {
        UniswapV3Revert revert = pool.Collect(new PositionKey(Owner, -600, 600), UInt128.MaxValue, UInt128.MaxValue, out UInt128 amount0, out UInt128 amount1);
        Assert.True(amount0 == UInt128.Zero && amount1 == UInt128.Zero);
        return revert;
    }

    private static UniswapV3Revert CollectProtocol(UniswapV3Pool pool)
    {
        UniswapV3Revert revert = pool.CollectProtocol(UInt128.MaxValue, UInt128.MaxValue, out UInt128 amount0, out UInt128 amount1);
        Assert.True(amount0 == UInt128.Zero && amount1 == UInt128.Zero);
        return revert;
    }

    private static UniswapV3Revert Swap(UniswapV3Pool pool, bool zeroForOne, long amount, UInt256 limit, Payment payment = default)
    {
        UniswapV3Revert revert = pool.Swap(zeroForOne, amount, limit, out SwapOutcome outcome, payment);
        Assert.True(revert == UniswapV3Revert.None || outcome == default);
        return revert;
    }

    private static UniswapV3Pool Empty() => new(new UniswapV3Parameters(3000, 60));

    private static UniswapV3Pool Initialized() => Started(3000);

    private static UniswapV3Pool Funded()
    {
        UniswapV3Pool pool = Started(3000);
        Assert.Equal(UniswapV3Revert.None, Mint(pool, -600, 600, 1_000_000_000));
        return pool;
    }

    private static UniswapV3Pool Thin()
    {
        UniswapV3Pool pool = Started(3000);
        Assert.Equal(UniswapV3Revert.None, Mint(pool, -600, 600, 1));
        return pool;
    }

    private static UniswapV3Pool Costly()
    {
        UniswapV3Pool pool = Started(999_999);
        Assert.Equal(UniswapV3Revert.None, Mint(pool, -600, 600, 1));
        return pool;
    }

    private static UniswapV3Pool Started(int feePips)
    {
        UniswapV3Pool pool = new(new UniswapV3Parameters(feePips, 60));
        Assert.Equal(UniswapV3Revert.None, pool.Initialize(UInt256.One << 96));
        return pool;
    }

    // A pool that no calls could bring about, because its ticks do not add up to its active liquidity: only so can sums of liquidity overflow.
    // Its price stands exactly on tick 0, which the next swap crosses at once.
    private static UniswapV3Pool Skewed(int tick, UInt128 liquidity, Int128 net) => UniswapV3Pool.Restore(
        new UniswapV3Parameters(3000, 60),
        new UniswapV3PoolState
        {
            SqrtPriceX96 = UInt256.One << 96,
            Tick = tick,
            Liquidity = liquidity,
            Ticks = [new TickState { Tick = 0, LiquidityGross = 100, LiquidityNet = net }],
        });
}
