using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;
using Tidemark.Simulation.Replay;

namespace Tidemark.Tests.Simulation.Replay;

/// <summary>PancakeSwap V3 records the protocol's share with each swap; that tells the fork, and is compared.</summary>
public sealed class PancakeSwapReplayTests
{
    private const int FeePips = 2500;
    private const int TickSpacing = 50;
    private const uint ShareOfTier = 3200;
    private static readonly MemoryTape Tape = Build();

    [Fact]
    public void Run_SwapsWithProtocolFees_IsReplayedAsPancakeSwap()
    {
        UniswapV3ReplayReport report = Run(Tape);

        Assert.Equal(new UniswapV3Parameters(FeePips, TickSpacing, ProtocolFeeRule.PancakeTenThousandths), report.Parameters);
        Assert.Equal(Tape.Events.Count, report.Tally.Exact);
        Assert.Equal(report.Tally.Of(PoolEventKind.Swap), report.Tally.Of(CheckedField.ProtocolFees0));
    }

    [Fact]
    public void Run_ProtocolFeeOffByOne_IsAMismatch()
    {
        int index = Tape.Events.Index().Last(static item => item.Item.ProtocolFees0 > UInt128.Zero).Index;
        UniswapV3ReplayReport report = Run(Tape.With(index, static poolEvent => poolEvent with { ProtocolFees0 = poolEvent.ProtocolFees0 + UInt128.One }));

        Assert.Equal("protocolFees0", Assert.Single(report.Tally.Mismatches).Field);
    }

    private static UniswapV3ReplayReport Run(MemoryTape tape) => UniswapV3Replay.Run(tape.Open, new ReplayOptions(), null, CancellationToken.None);

    // Swaps of one step each, whose protocol fee is the share of the whole fee in big integers.
    private static MemoryTape Build()
    {
        UniswapV3Pool pool = new(new UniswapV3Parameters(FeePips, TickSpacing));
        UInt256 price = TickMath.GetSqrtPriceAtTick(3000);
        UInt128 liquidity = 10_000_000_000_000_000_000;
        Assert.Equal(UniswapV3Revert.None, pool.Initialize(price));
        Assert.Equal(UniswapV3Revert.None, pool.Mint(default, -5000, 5000, liquidity, out UInt256 due0, out UInt256 due1));
        const PoolEventFields Amounts = PoolEventFields.Amount0 | PoolEventFields.Amount1;
        List<PoolEvent> events =
        [
            new() { Position = new EventPosition(1, 0, 0), Kind = PoolEventKind.Initialize, SqrtPriceX96 = price, Tick = 3000, Recorded = PoolEventFields.SqrtPriceX96 | PoolEventFields.Tick },
            new()
            {
                Position = new EventPosition(2, 0, 0),
                Kind = PoolEventKind.Mint,
                TickLower = -5000,
                TickUpper = 5000,
                Liquidity = liquidity,
                Amount0 = (Int256)due0,
                Amount1 = (Int256)due1,
                Recorded = Amounts | PoolEventFields.Owner | PoolEventFields.Range | PoolEventFields.Liquidity,
            },
        ];
        for (uint i = 0; i < 40; i++)
        {
            bool zeroForOne = i % 3 != 0;
            UInt256 limit = zeroForOne ? TickMath.MinSqrtPriceX96 + UInt256.One : TickMath.MaxSqrtPriceX96 - UInt256.One;
            Int256 amount = 1_000_000_000_000_000 + (12_345_678_901_237L * i);
            Assert.Equal(UniswapV3Revert.None, pool.Swap(zeroForOne, amount, limit, out SwapOutcome outcome));
            UInt128 share = (UInt128)(outcome.FeeAmount.ToBigInteger() * ShareOfTier / 10_000);
            events.Add(new PoolEvent
            {
                Position = new EventPosition(3 + i, 0, 0),
                Kind = PoolEventKind.Swap,
                Amount0 = outcome.Amount0,
                Amount1 = outcome.Amount1,
                SqrtPriceX96 = outcome.SqrtPriceX96,
                PoolLiquidity = outcome.Liquidity,
                Tick = outcome.Tick,
                ProtocolFees0 = zeroForOne ? share : UInt128.Zero,
                ProtocolFees1 = zeroForOne ? UInt128.Zero : share,
                Recorded = Amounts | PoolEventFields.SqrtPriceX96 | PoolEventFields.PoolLiquidity | PoolEventFields.Tick | PoolEventFields.ProtocolFees,
            });
        }
        return new MemoryTape(new TapeHeader { Protocol = AmmProtocol.UniswapV3, Format = "logs" }, events);
    }
}
