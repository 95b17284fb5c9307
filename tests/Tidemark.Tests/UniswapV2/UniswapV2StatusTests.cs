using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV2;

namespace Tidemark.Tests.UniswapV2;

/// <summary>Reaches every revert condition of the pair, and sees that a refusal changes nothing.</summary>
public sealed class UniswapV2StatusTests
{
    private static readonly UInt256 Ether = 1_000_000_000_000_000_000UL;

    [Fact]
    public void TryMint_BalanceAbove112Bits_Overflow()
    {
        UniswapV2Pool pool = Pool();
        Deposit(pool, UniswapV2Pool.MaximumReserve + 1UL, 4_000_000);
        Refused(pool, UniswapV2Status.Overflow, p => p.TryMint(Holders.Alice, out _));
    }

    [Fact]
    public void TryMint_BalanceOfExactly112Bits_Accepted()
    {
        UniswapV2Pool pool = Pool();
        Deposit(pool, UniswapV2Pool.MaximumReserve, UniswapV2Pool.MaximumReserve);
        Assert.Equal(UniswapV2Status.Ok, pool.TryMint(Holders.Alice, out UniswapV2Mint mint));
        Assert.Equal(UniswapV2Pool.MaximumReserve - 1000UL, mint.Liquidity);
    }

    [Fact]
    public void TryBurn_DonationAbove112Bits_Overflow()
    {
        UniswapV2Pool pool = Funded();
        Deposit(pool, UInt256.One << 120, default);
        Assert.Equal(UniswapV2Status.Ok, pool.TryTransferLp(Holders.Alice, Holders.Pair, 1_000_000UL));
        Refused(pool, UniswapV2Status.Overflow, p => p.TryBurn(Holders.Alice, out _));
    }

    [Fact]
    public void TrySwap_DonationAbove112Bits_Overflow()
    {
        UniswapV2Pool pool = Funded();
        Deposit(pool, UInt256.One << 112, default);
        Refused(pool, UniswapV2Status.Overflow, p => p.TrySwap(default, 1UL, Holders.Bob, out _));
    }

    [Fact]
    public void TrySync_DonationAbove112Bits_Overflow()
    {
        UniswapV2Pool pool = Funded();
        Deposit(pool, default, UInt256.One << 112);
        Refused(pool, UniswapV2Status.Overflow, p => p.TrySync());
    }

    [Fact]
    public void TryMint_FirstDepositWorthTheMinimum_InsufficientLiquidityMinted()
    {
        UniswapV2Pool pool = Pool();
        Deposit(pool, 1000, 1000);
        Refused(pool, UniswapV2Status.InsufficientLiquidityMinted, p => p.TryMint(Holders.Alice, out _));
    }

    [Fact]
    public void TryMint_NothingDeposited_InsufficientLiquidityMinted() =>
        Refused(Funded(), UniswapV2Status.InsufficientLiquidityMinted, p => p.TryMint(Holders.Alice, out _));

    [Fact]
    public void TryMint_FirstDepositBelowTheMinimum_SubtractionUnderflow()
    {
        UniswapV2Pool pool = Pool();
        Deposit(pool, 999, 1000);
        Refused(pool, UniswapV2Status.SubtractionUnderflow, p => p.TryMint(Holders.Alice, out _));
    }

    [Fact]
    public void TryMint_BalanceBelowReserve_SubtractionUnderflow()
    {
        UniswapV2Pool pool = Funded();
        pool.SetTokenBalances(pool.Balance0, pool.Balance1 - 1UL);
        Refused(pool, UniswapV2Status.SubtractionUnderflow, p => p.TryMint(Holders.Alice, out _));
    }

    [Fact]
    public void TryMint_FirstDepositProductAbove256Bits_MultiplicationOverflow()
    {
        UniswapV2Pool pool = Pool();
        Deposit(pool, UInt256.One << 200, UInt256.One << 60);
        Refused(pool, UniswapV2Status.MultiplicationOverflow, p => p.TryMint(Holders.Alice, out _));
    }

    [Fact]
    public void TryMint_ShareProductAbove256Bits_MultiplicationOverflow()
    {
        UniswapV2Pool pool = Funded();
        Deposit(pool, UInt256.One << 250, 1);
        Refused(pool, UniswapV2Status.MultiplicationOverflow, p => p.TryMint(Holders.Alice, out _));
    }

    [Fact]
    public void TryMint_EmptyReserveBesideSupply_DivisionByZero()
    {
        UniswapV2Pool pool = Funded();
        pool.SetTokenBalances(default, pool.Balance1);
        Assert.Equal(UniswapV2Status.Ok, pool.TrySync());
        Deposit(pool, 10, 10);
        Refused(pool, UniswapV2Status.DivisionByZero, p => p.TryMint(Holders.Alice, out _));
    }

    [Fact]
    public void TryMint_SupplyAbove256Bits_AdditionOverflow()
    {
        UniswapV2Pool pool = Pool();
        pool.Restore(new UniswapV2Snapshot
        {
            Reserve0 = 1UL,
            Reserve1 = 1UL,
            Balance0 = 2UL,
            Balance1 = 2UL,
            TotalSupply = UInt256.MaxValue - 5UL,
            LpBalances = [new UniswapV2LpBalance(Holders.Bob, UInt256.MaxValue - 5UL)],
        });
        Refused(pool, UniswapV2Status.AdditionOverflow, p => p.TryMint(Holders.Alice, out _));
    }

    [Fact]
    public void TryBurn_NoLpTokenAtPair_InsufficientLiquidityBurned() =>
        Refused(Funded(), UniswapV2Status.InsufficientLiquidityBurned, p => p.TryBurn(Holders.Alice, out _));

    [Fact]
    public void TryBurn_WorthNothingOfOneToken_InsufficientLiquidityBurned()
    {
        UniswapV2Pool pool = Pool();
        Deposit(pool, 4, Ether);
        Assert.Equal(UniswapV2Status.Ok, pool.TryMint(Holders.Alice, out _));
        Assert.Equal(UniswapV2Status.Ok, pool.TryTransferLp(Holders.Alice, Holders.Pair, 1000UL));
        Refused(pool, UniswapV2Status.InsufficientLiquidityBurned, p => p.TryBurn(Holders.Alice, out _));
    }

    [Fact]
    public void TryBurn_NoSupply_DivisionByZero() => Refused(Pool(), UniswapV2Status.DivisionByZero, p => p.TryBurn(Holders.Alice, out _));

    [Fact]
    public void TryBurn_ShareProductAbove256Bits_MultiplicationOverflow()
    {
        UniswapV2Pool pool = Funded();
        Deposit(pool, UInt256.One << 250, default);
        Assert.Equal(UniswapV2Status.Ok, pool.TryTransferLp(Holders.Alice, Holders.Pair, 1_000_000UL));
        Refused(pool, UniswapV2Status.MultiplicationOverflow, p => p.TryBurn(Holders.Alice, out _));
    }

    [Fact]
    public void TrySwap_NothingAsked_InsufficientOutputAmount()
    {
        UniswapV2Pool pool = Funded();
        Deposit(pool, 10, 10);
        Refused(pool, UniswapV2Status.InsufficientOutputAmount, p => p.TrySwap(default, default, Holders.Bob, out _));
    }

    [Fact]
    public void TrySwap_WholeReserveAsked_InsufficientLiquidity()
    {
        UniswapV2Pool pool = Funded();
        Deposit(pool, pool.Reserve0, pool.Reserve1);
        Refused(pool, UniswapV2Status.InsufficientLiquidity, p => p.TrySwap(p.Reserve0, default, Holders.Bob, out _));
        Refused(pool, UniswapV2Status.InsufficientLiquidity, p => p.TrySwap(default, p.Reserve1, Holders.Bob, out _));
    }

    [Fact]
    public void TrySwap_PaidToAToken_InvalidTo()
    {
        UniswapV2Pool pool = Funded();
        Deposit(pool, Ether, default);
        Refused(pool, UniswapV2Status.InvalidTo, p => p.TrySwap(default, 1UL, Holders.Token0, out _));
        Refused(pool, UniswapV2Status.InvalidTo, p => p.TrySwap(default, 1UL, Holders.Token1, out _));
    }

    [Fact]
    public void TrySwap_BalanceBelowOutput_TransferFailed()
    {
        UniswapV2Pool pool = Funded();
        Deposit(pool, Ether, default);
        pool.SetTokenBalances(pool.Balance0, 99UL);
        Refused(pool, UniswapV2Status.TransferFailed, p => p.TrySwap(default, 100UL, Holders.Bob, out _));
    }

    [Fact]
    public void TrySwap_NothingPaid_InsufficientInputAmount() =>
        Refused(Funded(), UniswapV2Status.InsufficientInputAmount, p => p.TrySwap(default, 1UL, Holders.Bob, out _));

    [Fact]
    public void TrySwap_OneUnitTooMuchAsked_K()
    {
        UniswapV2Pool pool = Funded();
        Assert.Equal(UniswapV2Status.Ok, pool.QuoteExactIn(true, Ether, out UInt256 amountOut));
        Deposit(pool, Ether, default);
        Refused(pool, UniswapV2Status.K, p => p.TrySwap(default, amountOut + 1UL, Holders.Bob, out _));
        Assert.Equal(UniswapV2Status.Ok, pool.TrySwap(default, amountOut, Holders.Bob, out _));
    }

    /// <summary>By hand: 200·50 = 100·100 without a fee; (300·2 − 200·1)·(50·2) = 100·100·2·2 with a fee of one half.</summary>
    [Theory]
    [InlineData(0, 1, 100)]
    [InlineData(1, 2, 200)]
    public void TrySwap_ProductExactlyKept_AcceptedAndOneMoreRefused(uint numerator, uint denominator, ulong amountIn)
    {
        UniswapV2Fee fee = new(numerator, denominator);
        UniswapV2Pool pool = new(new UniswapV2Parameters { Pair = Holders.Pair, Fee0 = fee, Fee1 = fee });
        Deposit(pool, 100, 100);
        Assert.Equal(UniswapV2Status.Ok, pool.TrySync());
        Deposit(pool, amountIn, default);
        Refused(pool, UniswapV2Status.K, p => p.TrySwap(default, 51UL, Holders.Bob, out _));
        Assert.Equal(UniswapV2Status.Ok, pool.TrySwap(default, 50UL, Holders.Bob, out _));
    }

    [Fact]
    public void TrySwap_FlashReturnedWithoutFee_KAndNothingKept()
    {
        UniswapV2Amounts lent = new(Ether, default);
        Refused(Funded(), UniswapV2Status.K, p => p.TrySwap(lent, Holders.Bob, lent, out _));
    }

    [Fact]
    public void TrySwap_BalanceTimesDenominatorAbove256Bits_MultiplicationOverflow()
    {
        UniswapV2Pool pool = Funded();
        Deposit(pool, UInt256.One << 250, default);
        Refused(pool, UniswapV2Status.MultiplicationOverflow, p => p.TrySwap(default, 1UL, Holders.Bob, out _));
    }

    [Fact]
    public void TrySwap_CallbackPaysAbove256Bits_AdditionOverflow() =>
        Refused(
            Funded(),
            UniswapV2Status.AdditionOverflow,
            p => p.TrySwap(new UniswapV2Amounts(1UL, default), Holders.Bob, new UniswapV2Amounts(UInt256.MaxValue, default), out _));

    [Fact]
    public void TryDeposit_BalanceAbove256Bits_AdditionOverflow() =>
        Refused(Funded(), UniswapV2Status.AdditionOverflow, p => p.TryDeposit(1UL, UInt256.MaxValue));

    [Fact]
    public void TryTransferLp_MoreThanHeld_SubtractionUnderflow() =>
        Refused(Funded(), UniswapV2Status.SubtractionUnderflow, p => p.TryTransferLp(Holders.Bob, Holders.Alice, 1UL));

    [Fact]
    public void TryAttributeLp_NothingUnattributed_SubtractionUnderflow() =>
        Refused(Funded(), UniswapV2Status.SubtractionUnderflow, p => p.TryAttributeLp(Holders.Bob, 1UL));

    [Fact]
    public void TrySkim_BalanceBelowReserve_SubtractionUnderflow()
    {
        UniswapV2Pool pool = Funded();
        Deposit(pool, 5, default);
        pool.SetTokenBalances(pool.Balance0, pool.Balance1 - 1UL);
        Refused(pool, UniswapV2Status.SubtractionUnderflow, p => p.TrySkim(Holders.Bob, out _));
    }

    [Fact]
    public void TryMint_ProtocolShareProductAbove256Bits_MultiplicationOverflow()
    {
        UniswapV2Pool pool = Pool();
        pool.Restore(new UniswapV2Snapshot
        {
            Reserve0 = 100UL,
            Reserve1 = 100UL,
            Balance0 = 200UL,
            Balance1 = 200UL,
            KLast = 1UL,
            FeeTo = Holders.FeeTo,
            TotalSupply = UInt256.One << 255,
        });
        Refused(pool, UniswapV2Status.MultiplicationOverflow, p => p.TryMint(Holders.Alice, out _));
    }

    [Theory]
    [InlineData(0, 5, 5, UniswapV2Status.InsufficientInputAmount)]
    [InlineData(5, 0, 5, UniswapV2Status.InsufficientLiquidity)]
    [InlineData(5, 5, 0, UniswapV2Status.InsufficientLiquidity)]
    public void AmountOut_NothingToTrade_Refused(ulong amountIn, ulong reserveIn, ulong reserveOut, UniswapV2Status expected) =>
        Assert.Equal(expected, UniswapV2Math.AmountOut(amountIn, reserveIn, reserveOut, UniswapV2Fee.Uniswap, out _));

    [Theory]
    [InlineData(0, 5, 5, UniswapV2Status.InsufficientOutputAmount)]
    [InlineData(5, 0, 5, UniswapV2Status.InsufficientLiquidity)]
    [InlineData(5, 5, 0, UniswapV2Status.InsufficientLiquidity)]
    [InlineData(6, 5, 5, UniswapV2Status.SubtractionUnderflow)]
    [InlineData(5, 5, 5, UniswapV2Status.DivisionByZero)]
    public void AmountIn_NothingToTrade_Refused(ulong amountOut, ulong reserveIn, ulong reserveOut, UniswapV2Status expected) =>
        Assert.Equal(expected, UniswapV2Math.AmountIn(amountOut, reserveIn, reserveOut, UniswapV2Fee.Uniswap, out _));

    [Fact]
    public void Quotes_AmountsAbove256Bits_ArithmeticRefused()
    {
        UniswapV2Fee fee = UniswapV2Fee.Uniswap;
        Assert.Equal(UniswapV2Status.MultiplicationOverflow, UniswapV2Math.AmountOut(UInt256.MaxValue, 1UL, 1UL, fee, out _));
        Assert.Equal(UniswapV2Status.MultiplicationOverflow, UniswapV2Math.AmountIn(2UL, UInt256.MaxValue, 3UL, fee, out _));
        UInt256 most = UInt256.MaxValue / 1000UL;
        Assert.Equal(UniswapV2Status.AdditionOverflow, UniswapV2Math.AmountOut(most, most, 1UL, fee, out _));
    }

    private static UniswapV2Pool Pool() => new(new UniswapV2Parameters { Pair = Holders.Pair, Token0 = Holders.Token0, Token1 = Holders.Token1 });

    private static UniswapV2Pool Funded()
    {
        UniswapV2Pool pool = Pool();
        Deposit(pool, Ether * 100UL, Ether * 300UL);
        Assert.Equal(UniswapV2Status.Ok, pool.TryMint(Holders.Alice, out _));
        return pool;
    }

    private static void Deposit(UniswapV2Pool pool, UInt256 amount0, UInt256 amount1) => Assert.Equal(UniswapV2Status.Ok, pool.TryDeposit(amount0, amount1));

    private static void Refused(UniswapV2Pool pool, UniswapV2Status expected, Func<UniswapV2Pool, UniswapV2Status> call)
    {
        UniswapV2Snapshot before = pool.TakeSnapshot();
        Assert.Equal(expected, call(pool));
        Assert.Equal(before, pool.TakeSnapshot());
    }
}
