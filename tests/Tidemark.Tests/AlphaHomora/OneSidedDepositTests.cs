using System.Numerics;
using Tidemark.Amm.AlphaHomora;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV2;

namespace Tidemark.Tests.AlphaHomora;

public sealed class OneSidedDepositTests
{
    private static readonly UInt256 Ether = UInt256.PowerOfTen(18);
    private static readonly Address Goblin = Address.Parse("0xa1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1");
    private static readonly Address Someone = Address.Parse("0xb2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2");

    /// <summary>Two ether into a pool of one: swapped, added and valued as the contracts do, on the pair that the bytecode tests prove.</summary>
    [Fact]
    public void Health_PublishedPosition_IsTheContractsToTheWei()
    {
        UniswapV2Pool pair = new(UniswapV2Parameters.ForUniswap(Address.Parse("0xc3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3")));
        Assert.Equal(UniswapV2Status.Ok, pair.TryDeposit(Ether / 10, Ether));
        Assert.Equal(UniswapV2Status.Ok, pair.TryMint(Someone, out _));

        UInt256 balance = Ether * 2;
        UInt256 swapped = OneSidedDeposit.SwapAmount(balance, pair.Reserve1, UniswapV2Fee.Uniswap);
        Assert.Equal(UniswapV2Status.Ok, pair.TrySwapExactIn(zeroForOne: false, swapped, Goblin, out UniswapV2Swap swap));
        UInt256 bought = swap.Amount0Out;
        UInt256 left = balance - swapped;
        UInt256 needed = bought * pair.Reserve1 / pair.Reserve0;
        (UInt256 token, UInt256 ether) = needed <= left ? (bought, needed) : (left * pair.Reserve0 / pair.Reserve1, left);
        Assert.Equal(UniswapV2Status.Ok, pair.TryDeposit(token, ether));
        Assert.Equal(UniswapV2Status.Ok, pair.TryMint(Goblin, out _));

        UInt256 health = OneSidedDeposit.Health(pair.LpBalanceOf(Goblin), pair.TotalSupply, pair.Reserve1, pair.Reserve0, UniswapV2Fee.Uniswap);
        Assert.Equal(Vectors.Named("alphahomora.health").Expected.GetProperty("published").GetString(), health.ToString());
    }

    /// <summary>After the swap, what is left and what was bought are in the proportion of the reserves, as nearly as whole units allow.</summary>
    [Theory]
    [InlineData(3, 1000)]
    [InlineData(25, 10000)]
    [InlineData(0, 1)]
    public void SwapAmount_AnyBalance_LeavesThePoolsProportion(uint numerator, uint denominator)
    {
        UniswapV2Fee fee = new(numerator, denominator);
        Random random = new(8);
        for (int round = 0; round < 200; round++)
        {
            BigInteger reserve = new BigInteger(random.NextInt64(1L << 40, long.MaxValue)) << random.Next(40);
            BigInteger other = new BigInteger(random.NextInt64(1L << 40, long.MaxValue)) << random.Next(40);
            BigInteger balance = new BigInteger(random.NextInt64(1L << 40, long.MaxValue)) << random.Next(40);
            BigInteger swapped = Big(OneSidedDeposit.SwapAmount(UInt256.FromBigInteger(balance), UInt256.FromBigInteger(reserve), fee));
            Assert.InRange(swapped, BigInteger.Zero, balance);
            Assert.True(IsShort(swapped), "too much was swapped");
            Assert.False(IsShort(swapped + 3), "more could be swapped");

            // (balance - swapped) / (reserve + swapped) is at least bought / (other - bought), in fractions without rounding.
            bool IsShort(BigInteger amount)
            {
                BigInteger afterFee = amount * (denominator - numerator);
                BigInteger depth = (reserve * denominator) + afterFee;
                return (balance - amount) * other * (depth - afterFee) >= afterFee * other * (reserve + amount);
            }
        }
    }

    [Fact]
    public void Health_WholePair_IsItsBaseToken() =>
        Assert.Equal((UInt256)500, OneSidedDeposit.Health(7, 7, 500, 100, UniswapV2Fee.Uniswap));

    [Fact]
    public void Health_BadInput_IsRefused()
    {
        Assert.Equal("lpBalance", Assert.Throws<ArgumentException>(() => OneSidedDeposit.Health(8, 7, 500, 100, UniswapV2Fee.Uniswap)).ParamName);
        Assert.Equal("lpBalance", Assert.Throws<ArgumentException>(() => OneSidedDeposit.Health(0, 0, 500, 100, UniswapV2Fee.Uniswap)).ParamName);
        Assert.Equal("fee", Assert.Throws<ArgumentException>(() => OneSidedDeposit.Health(1, 7, 500, 100, default)).ParamName);
        Assert.Equal("fee", Assert.Throws<ArgumentException>(() => OneSidedDeposit.SwapAmount(1, 7, default)).ParamName);
    }

    private static BigInteger Big(UInt256 value) => BigInteger.Parse(value.ToString(), System.Globalization.CultureInfo.InvariantCulture);
}
