using System.Text;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;
using Tidemark.Data.Importers;
using Tidemark.Data.States;

namespace Tidemark.Tests.Data.States;

public sealed class PoolStateJsonTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tidemark-states-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_WholeState_EveryFieldInItsPlace()
    {
        // 79228162514264337593543950336 is 2^96: a price of one, at tick 0.
        UniswapV3PoolState state = Read("""
            {
              "fee": 3000, "tickSpacing": "60", "sqrtPriceX96": "0x1000000000000000000000000", "tick": 0, "liquidity": 1001,
              "feeGrowthGlobal0X128": "115792089237316195423570985008687907853269984665640564039457584007913129639935", "feeGrowthGlobal1X128": 7,
              "feeProtocol": 68, "protocolFees0": "340282366920938463463374607431768211455", "protocolFees1": "2", "unknown": {"a": [1, {"b": null}]},
              "ticks": [
                {"tick": 60, "liquidityGross": "1001", "liquidityNet": "-1001", "feeGrowthOutside0X128": "3", "feeGrowthOutside1X128": null},
                {"tick": 120, "liquidityGross": "0"},
                {"tick": -60, "liquidityGross": "1001", "liquidityNet": 1001, "extra": []}
              ],
              "positions": [
                {"owner": "0xBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB", "tickLower": -60, "tickUpper": 60, "liquidity": "1", "tokensOwed0": "4"},
                {"owner": "0xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "tickLower": -60, "tickUpper": 60, "liquidity": "1000",
                 "feeGrowthInside0LastX128": "5", "feeGrowthInside1LastX128": "6", "tokensOwed0": "7", "tokensOwed1": "8"}
              ]
            }
            """);

        Assert.Equal((3000, 60, 0, 68u), (state.FeePips, state.TickSpacing, state.Tick, state.FeeProtocol));
        Assert.Equal(UInt256.One << 96, state.SqrtPriceX96);
        Assert.Equal(((UInt128)1001, UInt128.MaxValue, (UInt128)2), (state.Liquidity, state.ProtocolFees0, state.ProtocolFees1));
        Assert.Equal((UInt256.MaxValue, (UInt256)7UL), (state.FeeGrowthGlobal0X128, state.FeeGrowthGlobal1X128));
        Assert.Equal(
            [
                new TickState { Tick = -60, LiquidityGross = 1001, LiquidityNet = 1001 },
                new TickState { Tick = 60, LiquidityGross = 1001, LiquidityNet = -1001, FeeGrowthOutside0X128 = 3 },
            ],
            state.Ticks);
        Assert.Equal(
            [
                KeyValuePair.Create(new PositionKey(Address.Parse("0x" + new string('a', 40)), -60, 60), new PositionState { Liquidity = 1000, FeeGrowthInside0LastX128 = 5, FeeGrowthInside1LastX128 = 6, TokensOwed0 = 7, TokensOwed1 = 8 }),
                KeyValuePair.Create(new PositionKey(Address.Parse("0x" + new string('b', 40)), -60, 60), new PositionState { Liquidity = 1, TokensOwed0 = 4 }),
            ],
            state.Positions);
    }

    [Fact]
    public void Read_EmptyObject_IsAPoolBeforeItsInitialisation()
    {
        UniswapV3PoolState state = Read("\uFEFF{}");

        Assert.Null(state.FeePips);
        Assert.Null(state.TickSpacing);
        Assert.True(state.SqrtPriceX96.IsZero);
        Assert.Empty(state.Ticks);
        Assert.Empty(state.Positions);
    }

    [Fact]
    public void Write_State_IsSortedAndFrozen()
    {
        UniswapV3PoolState state = new()
        {
            FeePips = 500,
            TickSpacing = 10,
            SqrtPriceX96 = UInt256.One << 96,
            Tick = -1,
            Liquidity = UInt128.MaxValue,
            FeeGrowthGlobal0X128 = UInt256.MaxValue,
            FeeProtocol = 4,
            ProtocolFees1 = 9,
            Ticks =
            [
                new TickState { Tick = 10, LiquidityGross = UInt128.MaxValue, LiquidityNet = Int128.MinValue, FeeGrowthOutside1X128 = 1 },
                new TickState { Tick = -10, LiquidityGross = UInt128.MaxValue, LiquidityNet = Int128.MaxValue },
            ],
            Positions = [KeyValuePair.Create(new PositionKey(Address.Parse("0x" + new string('c', 40)), -10, 10), new PositionState { Liquidity = 3, TokensOwed1 = UInt128.MaxValue })],
        };
        string path = Path.Combine(_folder, "state.json");
        File.WriteAllText(path, "an older state");
        PoolStateJson.Write(path, state);

        const string Expected = """
            {
              "fee": 500,
              "tickSpacing": 10,
              "sqrtPriceX96": "79228162514264337593543950336",
              "tick": -1,
              "liquidity": "340282366920938463463374607431768211455",
              "feeGrowthGlobal0X128": "115792089237316195423570985008687907853269984665640564039457584007913129639935",
              "feeGrowthGlobal1X128": "0",
              "feeProtocol": 4,
              "protocolFees0": "0",
              "protocolFees1": "9",
              "ticks": [
                {
                  "tick": -10,
                  "liquidityGross": "340282366920938463463374607431768211455",
                  "liquidityNet": "170141183460469231731687303715884105727",
                  "feeGrowthOutside0X128": "0",
                  "feeGrowthOutside1X128": "0"
                },
                {
                  "tick": 10,
                  "liquidityGross": "340282366920938463463374607431768211455",
                  "liquidityNet": "-170141183460469231731687303715884105728",
                  "feeGrowthOutside0X128": "0",
                  "feeGrowthOutside1X128": "1"
                }
              ],
              "positions": [
                {
                  "owner": "0xcccccccccccccccccccccccccccccccccccccccc",
                  "tickLower": -10,
                  "tickUpper": 10,
                  "liquidity": "3",
                  "feeGrowthInside0LastX128": "0",
                  "feeGrowthInside1LastX128": "0",
                  "tokensOwed0": "0",
                  "tokensOwed1": "340282366920938463463374607431768211455"
                }
              ]
            }

            """;
        Assert.Equal(Expected.ReplaceLineEndings("\n"), File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(_folder));

        // Read and written again, the bytes are the same: tick -1 at a price of exactly one is what a falling swap leaves.
        PoolStateJson.Write(path, PoolStateJson.Read(path));
        Assert.Equal(Expected.ReplaceLineEndings("\n"), File.ReadAllText(path));
    }

    [Fact]
    public void Write_WhereNoFileCanStand_LeavesNothing()
    {
        Assert.ThrowsAny<IOException>(() => PoolStateJson.Write(Path.Combine(_folder, "missing", "state.json"), new UniswapV3PoolState()));
        string folder = Path.Combine(_folder, "taken");
        Directory.CreateDirectory(folder);
        Assert.ThrowsAny<Exception>(() => PoolStateJson.Write(folder, new UniswapV3PoolState()));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("", "s:1: the file is empty; a pool state is expected; check that it was written completely")]
    [InlineData("[]", "s:1: the file does not begin with an object; a pool state in braces is expected; check the file")]
    [InlineData("{\n\"liquidity\":\n-1}", "s:3: liquidity is '-1'; a whole number from 0 to 2^128 - 1 is expected; repair the value")]
    [InlineData("{\"liquidity\":\"340282366920938463463374607431768211456\"}", "s:1: liquidity is '340282366920938463463374607431768211456'; a whole number from 0 to 2^128 - 1 is expected; repair the value")]
    [InlineData("{\"liquidity\":1.5}", "s:1: liquidity is '1.5'; a whole number from 0 to 2^128 - 1 is expected; repair the value")]
    [InlineData("{\"liquidity\":true}", "s:1: liquidity is of the kind True; a whole number is expected; repair the value")]
    [InlineData("{\"fee\":1000000}", "s:1: fee is '1000000'; a whole number from 0 to 999999 is expected; repair the value")]
    [InlineData("{\"tickSpacing\":0}", "s:1: tickSpacing is '0'; a whole number from 1 to 16383 is expected; repair the value")]
    [InlineData("{\"ticks\":7}", "s:1: ticks is '7'; a list in brackets is expected; repair the value")]
    [InlineData("{\"ticks\":[{\"tick\":0},\n7]}", "s:2: ticks[1] is '7'; an object in braces is expected; repair the value")]
    [InlineData("{\"ticks\":[\n{\"liquidityGross\":\"1\"}]}", "s:2: ticks[0] has no tick; one is expected; add it")]
    [InlineData("{\"ticks\":[\n{\"tick\":887273}]}", "s:2: ticks[0].tick is '887273'; a whole number from -887272 to 887272 is expected; repair the value")]
    [InlineData("{\"ticks\":[{\"tick\":1,\"liquidityNet\":\"170141183460469231731687303715884105728\"}]}", "s:1: ticks[0].liquidityNet is '170141183460469231731687303715884105728'; a whole number from -2^127 to 2^127 - 1 is expected; repair the value")]
    [InlineData("{\"ticks\":[{\"tick\":1,\"liquidityGross\":5},\n{\"tick\":1,\"liquidityGross\":5}]}", "s:2: ticks[1] is tick 1, and so is ticks[0]; each tick is expected once; remove one of them")]
    [InlineData("{\"ticks\":[\n{\"tick\":1,\"liquidityGross\":5,\"liquidityNet\":-6}]}", "s:2: ticks[0] has liquidityNet -6 and liquidityGross 5; a net no further from zero than the gross is expected; take both from the same block")]
    [InlineData("{\"ticks\":[{\"tick\":1,\"liquidityGross\":5,\"liquidityNet\":\"-170141183460469231731687303715884105728\"}]}", "s:1: ticks[0] has liquidityNet -170141183460469231731687303715884105728 and liquidityGross 5; a net no further from zero than the gross is expected; take both from the same block")]
    [InlineData("{\"ticks\":[\n{\"tick\":7}],\n\"tickSpacing\":10}", "s:2: ticks[0].tick is 7; a multiple of tickSpacing 10 is expected; repair the value, or the spacing")]
    [InlineData("{\"positions\":[{\"owner\":\"0x12\"}]}", "s:1: positions[0].owner is '0x12'; an address, 0x and 40 hexadecimal digits is expected; repair the value")]
    [InlineData("{\"positions\":[{\"owner\":\"0xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"tickLower\":0}]}", "s:1: positions[0] has no tickUpper; one is expected; add it")]
    [InlineData("{\"positions\":[{\"owner\":\"0xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"tickLower\":0,\"tickUpper\":0}]}", "s:1: positions[0] has tickLower 0 and tickUpper 0; the lower one is expected to be below the upper one; repair the position")]
    [InlineData("{\"positions\":[{\"owner\":\"0xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"tickLower\":0,\"tickUpper\":1},\n{\"owner\":\"0xAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\",\"tickLower\":0,\"tickUpper\":1}]}", "s:2: positions[1] has the owner and the range of positions[0]; each position is expected once; remove one of them")]
    [InlineData("{\"sqrtPriceX96\":\"79228162514264337593543950336\",\n\"tick\":1}", "s:2: tick is 1; 0 is expected, for sqrtPriceX96 is 79228162514264337593543950336; take both from the same block")]
    [InlineData("{\"sqrtPriceX96\":\"79228162514264337593543950337\",\n\"tick\":-1}", "s:2: tick is -1; 0 is expected, for sqrtPriceX96 is 79228162514264337593543950337; take both from the same block")]
    [InlineData("{\"sqrtPriceX96\":1}", "s:1: sqrtPriceX96 is 1; a price from 4295128739 to below 1461446703485210103287273052203988822378723970342 is expected; repair the value")]
    [InlineData("{\n\"tick\":5}", "s:2: tick is 5 and liquidity 0, and sqrtPriceX96 is missing or zero; a price is expected where the pool has a tick or liquidity; add it")]
    [InlineData("{\"tick\":0,\"ticks\":[]", "s:1: the text is not JSON (Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed.); a pool state is expected; check that the file was written completely")]
    [InlineData("{}\n{}", "s:2: the text is not JSON ('{' is invalid after a single JSON value. Expected end of data.); a pool state is expected; check that the file was written completely")]
    public void Read_WrongState_NamesLineAndPath(string content, string message)
    {
        TapeFormatException exception = Assert.Throws<TapeFormatException>(() => Read(content));

        Assert.Equal(message, exception.Message.Replace(_folder + Path.DirectorySeparatorChar, string.Empty, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_MutatedState_GivesAStateOrTheOneException()
    {
        string path = Path.Combine(_folder, "original.json");
        PoolStateJson.Write(path, new UniswapV3PoolState
        {
            FeePips = 500,
            TickSpacing = 10,
            SqrtPriceX96 = UInt256.One << 96,
            Liquidity = 3,
            Ticks = [new TickState { Tick = -10, LiquidityGross = 3, LiquidityNet = 3 }, new TickState { Tick = 10, LiquidityGross = 3, LiquidityNet = -3 }],
            Positions = [KeyValuePair.Create(new PositionKey(default, -10, 10), new PositionState { Liquidity = 3 })],
        });
        byte[] original = File.ReadAllBytes(path);
        Random random = new(7);
        int read = 0;
        for (int round = 0; round < 500; round++)
        {
            byte[] changed = [.. original];
            int at = random.Next(changed.Length);
            changed = random.Next(4) switch
            {
                0 => changed[..at],
                1 => [.. changed[..at], .. Encoding.ASCII.GetBytes(new string('9', random.Next(1, 90))), .. changed[at..]],
                2 => [.. changed[..at], .. changed[Math.Min(changed.Length, at + random.Next(1, 20))..]],
                _ => [.. changed[..at], (byte)random.Next(256), .. changed[(at + 1)..]],
            };
            File.WriteAllBytes(path, changed);
            try
            {
                _ = PoolStateJson.Read(path);
                read++;
            }
            catch (TapeFormatException exception)
            {
                Assert.DoesNotContain('\n', exception.Message);
            }
        }
        Assert.InRange(read, 10, 300);
    }

    private UniswapV3PoolState Read(string content)
    {
        string path = Path.Combine(_folder, "s");
        File.WriteAllText(path, content);
        return PoolStateJson.Read(path);
    }
}
