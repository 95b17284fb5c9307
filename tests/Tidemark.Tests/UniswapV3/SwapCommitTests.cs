using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Tests.UniswapV3;

/// <summary>Which outcomes can be carried out: only the last quote's, on its own pool, while that has not changed.</summary>
public sealed class SwapCommitTests
{
    private static readonly Address Owner = Address.Parse("0x00000000000000000000000000000000000000a1");

    [Fact]
    public void QuoteSwap_AnyQuote_ChangesNothing()
    {
        UniswapV3Pool pool = Pool();
        string before = PoolText.Of(pool);
        Quote(pool, zeroForOne: true, 1_000_000_000_000);
        Quote(pool, zeroForOne: false, -1_000_000);
        Assert.Equal(before, PoolText.Of(pool));
    }

    [Fact]
    public void Commit_LastQuote_LeavesWhatSwapLeaves()
    {
        UniswapV3Pool quoted = Pool();
        UniswapV3Pool swapped = Pool();
        SwapOutcome outcome = Quote(quoted, zeroForOne: true, 1_000_000_000_000);
        Assert.True(outcome.TicksCrossed > 0);
        quoted.Commit(outcome);
        Assert.Equal(UniswapV3Revert.None, swapped.Swap(true, 1_000_000_000_000, TickMath.MinSqrtPriceX96 + UInt256.One, out _));
        Assert.Equal(PoolText.Of(swapped), PoolText.Of(quoted));
    }

    [Fact]
    public void Commit_RefusedQuoteInBetween_StillCarriesOutTheLastOutcome()
    {
        UniswapV3Pool pool = Pool();
        SwapOutcome outcome = Quote(pool, zeroForOne: true, 1_000_000_000_000);
        Assert.Equal(UniswapV3Revert.ZeroAmount, pool.QuoteSwap(true, Int256.Zero, TickMath.MinSqrtPriceX96 + UInt256.One, out SwapOutcome none));
        Assert.Equal(default, none);
        pool.Commit(outcome);
        Assert.Equal(outcome.SqrtPriceX96, pool.SqrtPriceX96);
    }

    [Fact]
    public void Commit_Default_Throws() => Refused(Pool(), default);

    [Fact]
    public void Commit_Twice_Throws()
    {
        UniswapV3Pool pool = Pool();
        SwapOutcome outcome = Quote(pool, zeroForOne: true, 1_000_000);
        pool.Commit(outcome);
        Refused(pool, outcome);
    }

    [Fact]
    public void Commit_EarlierQuote_Throws()
    {
        UniswapV3Pool pool = Pool();
        SwapOutcome earlier = Quote(pool, zeroForOne: true, 1_000_000);
        Quote(pool, zeroForOne: false, 1_000_000);
        Refused(pool, earlier);
    }

    [Fact]
    public void Commit_OutcomeOfACopyOrOfAnotherPool_Throws()
    {
        // Pools count their quotes, so for some number of quotes the counts agree.
        Func<UniswapV3Pool, UniswapV3Pool>[] others = [pool => pool.Copy(), pool => UniswapV3Pool.Restore(pool.Parameters, pool.Snapshot()), _ => Pool()];
        foreach (Func<UniswapV3Pool, UniswapV3Pool> create in others)
        {
            for (int quotes = 1; quotes < 8; quotes++)
            {
                UniswapV3Pool pool = Pool();
                UniswapV3Pool other = create(pool);
                SwapOutcome foreign = default;
                for (int i = 0; i < quotes; i++)
                {
                    foreign = Quote(other, zeroForOne: true, 1_000_000_000_000);
                }
                Quote(pool, zeroForOne: false, 1_000);
                Refused(pool, foreign);
            }
        }
    }

    public static TheoryData<string, Action<UniswapV3Pool>> Changes => new()
    {
        { "mint", pool => pool.Mint(Owner, -60, 60, 1000, out _, out _) },
        { "burn", pool => pool.Burn(Owner, -600, 600, 1000, out _, out _) },
        { "unlisted", pool => pool.ModifyUnlisted(-60, 120, 1000, out _, out _) },
        { "flash", pool => pool.Flash(1000UL, 1000UL, 1000, 1000) },
        { "protocol", pool => pool.SetFeeProtocol(4, 4) },
        { "swap", pool => pool.Swap(true, 1000, TickMath.MinSqrtPriceX96 + UInt256.One, out _) },
        { "adopt", pool => pool.Adopt(UInt256.One << 96, 0, 1) },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Commit_PoolChangedSince_Throws(string name, Action<UniswapV3Pool> change)
    {
        UniswapV3Pool pool = Pool();
        SwapOutcome outcome = Quote(pool, zeroForOne: true, 1_000_000_000_000);
        string before = PoolText.Of(pool);
        change(pool);
        Assert.True(before != PoolText.Of(pool), $"The call that should have changed the pool did not: {name}");
        Refused(pool, outcome);
    }

    private static void Refused(UniswapV3Pool pool, SwapOutcome outcome)
    {
        string before = PoolText.Of(pool);
        Assert.Throws<InvalidOperationException>(() => pool.Commit(outcome));
        Assert.Equal(before, PoolText.Of(pool));
    }

    private static SwapOutcome Quote(UniswapV3Pool pool, bool zeroForOne, long amount)
    {
        UInt256 limit = zeroForOne ? TickMath.MinSqrtPriceX96 + UInt256.One : TickMath.MaxSqrtPriceX96 - UInt256.One;
        Assert.Equal(UniswapV3Revert.None, pool.QuoteSwap(zeroForOne, amount, limit, out SwapOutcome outcome));
        return outcome;
    }

    private static UniswapV3Pool Pool()
    {
        UniswapV3Pool pool = new(new UniswapV3Parameters(3000, 60));
        Assert.Equal(UniswapV3Revert.None, pool.Initialize(UInt256.One << 96));
        Assert.Equal(UniswapV3Revert.None, pool.Mint(Owner, -600, 600, 1_000_000_000, out _, out _));
        Assert.Equal(UniswapV3Revert.None, pool.Mint(Owner, -60_000, 60_000, 1_000_000_000, out _, out _));
        return pool;
    }
}
