using System.Globalization;
using System.Text.Json;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Tests.UniswapV3;

/// <summary>Answers of the quoter contracts on mainnet and Base at fixed blocks, with the ticks that gave them.</summary>
/// <remarks>The state of WBTC/WETH at block 17600000 and the liquidity snapshots of block 12369870 stand in the same folder without any answer:
/// they decide nothing here (the snapshots' bitmaps do, in <c>ReferenceBitmapTests</c>).</remarks>
public sealed class RecordedQuoteTests
{
    [Fact]
    public void QuoteSwap_WbtcWethAtBlock24407242_EveryAnswerIsExact()
    {
        UniswapV3Pool pool = Pool(SharedData.Path("vectors", "degenbot", "fixtures", "chain_data", "1", "uniswap_v3_wbtc_weth_block_24407242.json"), 458);
        string answers = SharedData.Path(
            "vectors", "degenbot", "golden", "data", "tests", "uniswap", "v3", "test_uniswap_v3_onchain_parity", "test_cached_calculations_v3_wbtc_weth.json");
        Assert.Equal(80, CountExact(pool, answers, "WBTC->WETH"));
    }

    // Slipstream walks and rounds as Uniswap V3; its fee of the block is recorded as 90, and its gauge's share of fees does not touch a quote.
    // The 26th answer is not one: the recording ran into its own time limit.
    [Fact]
    public void QuoteSwap_AerodromeCbethWethAtBlock46875151_EveryAnswerIsExact()
    {
        UniswapV3Pool pool = Pool(SharedData.Path("vectors", "degenbot", "fixtures", "chain_data", "8453", "aerodrome_v3_cbeth_weth_block_46875151.json"), null);
        string answers = SharedData.Path(
            "vectors", "degenbot", "golden", "data", "tests", "aerodrome", "test_aerodrome_v3_onchain_parity", "test_aerodrome_v3_cbeth_weth_quote.json");
        Assert.Equal(25, CountExact(pool, answers, "cbETH->WETH"));
    }

    private static int CountExact(UniswapV3Pool pool, string path, string zeroForOneName)
    {
        string before = PoolText.Of(pool);
        using JsonDocument answers = JsonDocument.Parse(File.ReadAllBytes(path));
        int exact = 0;
        foreach (JsonProperty entry in answers.RootElement.GetProperty("entries").EnumerateObject())
        {
            if (!entry.Value.TryGetProperty("value", out JsonElement expected))
            {
                Assert.Equal("Timeout", entry.Value.GetProperty("exception").GetString());
                continue;
            }
            string[] parts = entry.Name.Split('|');
            bool isInput = parts[1] == "quoteExactInputSingle";
            Assert.True(isInput || parts[1] == "quoteExactOutputSingle", entry.Name);
            bool zeroForOne = parts[2] == zeroForOneName;
            Int256 amount = Int256.Parse(parts[3]);
            UInt256 limit = zeroForOne ? TickMath.MinSqrtPriceX96 + UInt256.One : TickMath.MaxSqrtPriceX96 - UInt256.One;
            Assert.Equal(UniswapV3Revert.None, pool.QuoteSwap(zeroForOne, isInput ? amount : -amount, limit, out SwapOutcome outcome));
            Int256 other = zeroForOne == isInput ? outcome.Amount1 : outcome.Amount0;
            Assert.True(expected.GetRawText() == (isInput ? -other : other).ToString(), $"{entry.Name}: {expected} expected, was {other}");
            exact++;
        }
        Assert.Equal(before, PoolText.Of(pool));
        return exact;
    }

    private static UniswapV3Pool Pool(string path, int? tickCount)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonElement scalars = document.RootElement.GetProperty("scalars");
        List<TickState> ticks = [];
        foreach (JsonProperty tick in document.RootElement.GetProperty("tick_data").EnumerateObject())
        {
            ticks.Add(new TickState
            {
                Tick = int.Parse(tick.Name, CultureInfo.InvariantCulture),
                LiquidityGross = UInt128.Parse(tick.Value[0].GetRawText(), CultureInfo.InvariantCulture),
                LiquidityNet = Int128.Parse(tick.Value[1].GetRawText(), CultureInfo.InvariantCulture),
            });
        }
        Assert.Equal(tickCount ?? ticks.Count, ticks.Count);
        ticks.Sort((left, right) => left.Tick.CompareTo(right.Tick));
        UniswapV3PoolState state = new()
        {
            SqrtPriceX96 = UInt256.Parse(scalars.GetProperty("sqrt_price_x96").GetRawText()),
            Tick = scalars.GetProperty("tick").GetInt32(),
            Liquidity = UInt128.Parse(scalars.GetProperty("liquidity").GetRawText(), CultureInfo.InvariantCulture),
            Ticks = ticks,
        };
        return UniswapV3Pool.Restore(new UniswapV3Parameters(scalars.GetProperty("fee").GetInt32(), scalars.GetProperty("tick_spacing").GetInt32()), state);
    }
}
