using System.Numerics;
using System.Text.Json;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV2;

namespace Tidemark.Tests.UniswapV2;

/// <summary>Quotes that deployed routers and pairs gave at a block, with the reserves of that block.</summary>
/// <remarks>Two of the recorded sets cannot be used: the answer of the Camelot pair has no reserves beside it, and the WBTC/WETH pair's
/// reserves have no answer.</remarks>
public sealed class OnChainQuoteTests
{
    [Fact]
    public void QuoteExactIn_PancakeSwapRouter_Exact()
    {
        JsonElement chain = State("8453", "pancakeswap_v2_weth_usdbc_block_46875151.json");
        UniswapV2Fee fee = new(chain.GetProperty("fee_numer").GetUInt32(), chain.GetProperty("fee_denom").GetUInt32());
        UniswapV2Pool pool = PoolOf(chain, UniswapV2Parameters.ForPancakeSwap(Holders.Pair) with { Fee0 = fee, Fee1 = fee });
        Assert.Equal(UniswapV2Fee.PancakeSwap, fee);
        int quotes = 0;
        foreach ((bool zeroForOne, UInt256 amountIn, UInt256 amountOut) in Answers(chain, "pancakeswap/test_pancakeswap_v2_onchain_parity/test_pancakeswap_v2_router_get_amounts_out.json"))
        {
            Assert.Equal(UniswapV2Status.Ok, pool.QuoteExactIn(zeroForOne, amountIn, out UInt256 quote));
            Assert.Equal(amountOut, quote);
            quotes++;
        }
        Assert.Equal(24, quotes);
    }

    /// <summary>The volatile pair takes its fee from the input first, rounded down, and then follows the plain product.</summary>
    [Fact]
    public void AmountOut_AerodromeVolatilePairFeeTakenFirst_Exact()
    {
        JsonElement chain = State("8453", "aerodrome_v2_tbtc_weth_volatile_block_46875151.json");
        UInt256 feeBasisPoints = chain.GetProperty("fee_raw").GetUInt64();
        UniswapV2Pool pool = PoolOf(chain, new UniswapV2Parameters { Pair = Holders.Pair, Fee0 = UniswapV2Fee.None, Fee1 = UniswapV2Fee.None });
        int quotes = 0;
        foreach ((bool zeroForOne, UInt256 amountIn, UInt256 amountOut) in Answers(chain, "aerodrome/test_aerodrome_v2_onchain_parity/test_aerodrome_v2_volatile_get_amount_out.json"))
        {
            UInt256 fee = amountIn * feeBasisPoints / 10_000UL;
            Assert.Equal(UniswapV2Status.Ok, pool.QuoteExactIn(zeroForOne, amountIn - fee, out UInt256 quote));
            Assert.Equal(amountOut, quote);
            quotes++;
        }
        Assert.Equal(26, quotes);
    }

    [Theory]
    [InlineData("v2.protocol_fee_mint", 1, 6)]
    [InlineData("pancake.protocol_fee_mint", 8, 25)]
    public void ProtocolLiquidity_CheckValue_WithinTolerance(string name, uint numerator, uint denominator)
    {
        Vectors.Vector vector = Vectors.Named(name);
        UInt256 scale = 1_000_000_000_000_000_000UL;
        UInt256 Scaled(string input) => (UInt256)vector.Inputs.GetProperty(input).GetUInt64() * scale;
        UInt256 rootKLast = Scaled("rootKLast");
        UniswapV2Status status = UniswapV2Math.ProtocolLiquidity(
            Scaled("totalSupply"), Scaled("rootK"), Scaled("rootK"), rootKLast * rootKLast, new UniswapV2ProtocolShare(numerator, denominator), out UInt256 liquidity);
        Assert.Equal(UniswapV2Status.Ok, status);
        double expected = vector.Expected.GetDouble();
        Assert.Equal(expected, (double)liquidity.ToBigInteger() / 1e18, 1e-12 * expected);
    }

    [Theory]
    [InlineData(3, 1000)]
    [InlineData(25, 10000)]
    [InlineData(1, 3)]
    [InlineData(0, 1)]
    [InlineData(999, 100000)]
    public void Prop_QuotesAtAnyFee_BestAndCheapestThatTheFormulaAllows(uint numerator, uint denominator)
    {
        UniswapV2Fee fee = new(numerator, denominator);
        Random random = new(3);
        for (int round = 0; round < 2000; round++)
        {
            BigInteger reserveIn = Number(random) + 1, reserveOut = Number(random) + 2, amount = Number(random) + 1;
            Assert.Equal(UniswapV2Status.Ok, UniswapV2Math.AmountOut(Word(amount), Word(reserveIn), Word(reserveOut), fee, out UInt256 quote));
            BigInteger amountOut = quote.ToBigInteger();
            Assert.True(KeepsK(amount, amountOut) && !KeepsK(amount, amountOut + 1), $"{amount} into {reserveIn}/{reserveOut}: {amountOut} is not the most.");
            BigInteger wanted = amount % (reserveOut - 1) + 1;
            wanted = wanted == reserveOut ? wanted - 1 : wanted;
            Assert.Equal(UniswapV2Status.Ok, UniswapV2Math.AmountIn(Word(wanted), Word(reserveIn), Word(reserveOut), fee, out UInt256 price));
            BigInteger amountIn = price.ToBigInteger();
            Assert.True(KeepsK(amountIn, wanted) && !KeepsK(amountIn - 2, wanted), $"{wanted} out of {reserveIn}/{reserveOut}: {amountIn} is not the least or one more.");

            bool KeepsK(BigInteger paid, BigInteger taken) =>
                paid >= 0 && (((reserveIn + paid) * denominator) - (paid * numerator)) * (reserveOut - taken) >= reserveIn * reserveOut * denominator;
        }
    }

    [Fact]
    public void FromPips_AnyFee_LowestTerms()
    {
        Assert.Equal(new UniswapV2Fee(3, 1000), UniswapV2Fee.FromPips(3000));
        Assert.Equal(new UniswapV2Fee(1, 400), UniswapV2Fee.FromPips(2500));
        Assert.Equal(UniswapV2Fee.None, UniswapV2Fee.FromPips(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => UniswapV2Fee.FromPips(1_000_000));
    }

    [Fact]
    public void TrySwapExactIn_FeePerDirection_EachDirectionAtItsOwn()
    {
        UniswapV2Parameters parameters = new() { Pair = Holders.Pair, Fee0 = new UniswapV2Fee(300, 100_000), Fee1 = new UniswapV2Fee(1500, 100_000) };
        UniswapV2Pool pool = new(parameters);
        Assert.Equal(UniswapV2Status.Ok, pool.TryDeposit(10_000_000_000UL, 10_000_000_000UL));
        Assert.Equal(UniswapV2Status.Ok, pool.TryMint(Holders.Alice, out _));
        UniswapV2Pool other = pool.Copy();
        Assert.Equal(UniswapV2Status.Ok, pool.TrySwapExactIn(true, 1_000_000UL, Holders.Bob, out UniswapV2Swap swap));
        Assert.Equal((UInt256)996_900UL, swap.Amount1Out);
        Assert.Equal(UniswapV2Status.Ok, other.TrySwapExactIn(false, 1_000_000UL, Holders.Bob, out swap));
        Assert.Equal((UInt256)984_902UL, swap.Amount0Out);
        Assert.Equal(UniswapV2Status.K, other.TrySwap(new UniswapV2Amounts(984_000UL, default), Holders.Bob, new UniswapV2Amounts(default, 998_000UL), out _));
    }

    private static BigInteger Number(Random random)
    {
        byte[] bytes = new byte[13];
        random.NextBytes(bytes);
        return new BigInteger(bytes, isUnsigned: true) >> random.Next(100);
    }

    private static UInt256 Word(BigInteger value) => UInt256.FromBigInteger(value);

    private static UniswapV2Pool PoolOf(JsonElement chain, UniswapV2Parameters parameters)
    {
        UniswapV2Pool pool = new(parameters);
        Assert.Equal(
            UniswapV2Status.Ok,
            pool.TryDeposit(UInt256.Parse(chain.GetProperty("reserves_token0").GetRawText()), UInt256.Parse(chain.GetProperty("reserves_token1").GetRawText())));
        Assert.Equal(UniswapV2Status.Ok, pool.TrySync());
        return pool;
    }

    private static IEnumerable<(bool ZeroForOne, UInt256 AmountIn, UInt256 AmountOut)> Answers(JsonElement chain, string golden)
    {
        string symbol0 = chain.GetProperty("token0").GetProperty("symbol").GetString()!;
        string pool = chain.GetProperty("pool").GetString()!;
        foreach (JsonProperty entry in Read("golden", "data", "tests", golden).GetProperty("entries").EnumerateObject())
        {
            string[] call = entry.Name.Split('|');
            Assert.Equal(pool, call[0]);
            yield return (
                call[2].StartsWith(symbol0 + "->", StringComparison.Ordinal), UInt256.Parse(call[3]), UInt256.Parse(entry.Value.GetProperty("value").GetRawText()));
        }
    }

    private static JsonElement State(string chain, string file) => Read("fixtures", "chain_data", chain, file);

    private static JsonElement Read(params string[] parts) =>
        JsonDocument.Parse(File.ReadAllBytes(SharedData.Path(["vectors", "degenbot", .. parts]))).RootElement;
}
