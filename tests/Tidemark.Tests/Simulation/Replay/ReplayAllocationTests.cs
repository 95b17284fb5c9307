using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;
using Tidemark.Data.Importers;
using Tidemark.Simulation.Replay;

namespace Tidemark.Tests.Simulation.Replay;

/// <summary>What a replay allocates does not depend on how many events it replays: not one byte more for a longer tape.</summary>
[Collection(Allocation.Alone)]
public sealed class ReplayAllocationTests : IDisposable
{
    // Enough for the check of the fee against the first few hundred swaps to end in both.
    private const int FewRounds = 200;
    private const int ManyRounds = 2_000;

    private static readonly PositionKey Base = new(Account(1), -20_000, 20_000);
    private static readonly PositionKey Narrow = new(Account(2), -20, 40);

    private readonly string _folder = Directory.CreateTempSubdirectory("tidemark-allocation-").FullName;

    [Fact]
    public void Run_TapeTenTimesAsLong_AllocatesTheSame()
    {
        string few = Write(FewRounds);
        string many = Write(ManyRounds);
        ReplayTally fewTally = new();
        ReplayTally manyTally = new();

        long allocatedForFew = Allocation.Of(() => fewTally = Replay(few));
        long allocatedForMany = Allocation.Of(() => manyTally = Replay(many));

        Assert.Equal(allocatedForFew, allocatedForMany);
        Assert.True(manyTally.Events - fewTally.Events > 10_000, $"{manyTally.Events} and {fewTally.Events} events are too alike to tell.");
        foreach (ReplayTally tally in new[] { fewTally, manyTally })
        {
            Assert.Equal(tally.Events, tally.Exact);
            Assert.True(tally.Of(SwapForm.ExactInput) > 0 && tally.Of(SwapForm.ExactOutput) > 0 && tally.Of(SwapForm.PriceLimit) > 0);
            Assert.True(tally.Of(PoolEventKind.Mint) > 0 && tally.Of(PoolEventKind.Burn) > 0 && tally.Of(PoolEventKind.Collect) > 0);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ReplayTally Replay(string path) => UniswapV3Replay.Run(PoolTape.Open(path).OpenReader, new ReplayOptions()).Tally;

    private string Write(int rounds)
    {
        string path = Path.Combine(_folder, $"{rounds}.csv");
        UniswapV3Pool pool = new(new UniswapV3Parameters(500, 10));
        using EventsCsvWriter writer = new(
            File.Create(path), new TapeHeader { Protocol = AmmProtocol.UniswapV3, Format = "csv", FeePips = 500, TickSpacing = 10 });
        // Blocks have the same number of digits in every tape, so that rows are equally long.
        ulong block = 100_000;
        UInt256 price = TickMath.GetSqrtPriceAtTick(0);
        Accept(pool.Initialize(price));
        Log(new PoolEvent
        {
            Kind = PoolEventKind.Initialize,
            SqrtPriceX96 = price,
            Recorded = PoolEventFields.SqrtPriceX96 | PoolEventFields.Tick,
        });
        Log(Mint(pool, Base));
        for (int round = 0; round < rounds; round++)
        {
            Log(Mint(pool, Narrow));
            Log(Swap(pool, zeroForOne: true, 1_000_000, distance: 0));
            Log(Swap(pool, zeroForOne: false, -1_000_000, distance: 0));
            Log(Swap(pool, zeroForOne: true, 1_000_000_000_000_000, distance: 60));
            Log(Swap(pool, zeroForOne: false, 1_000_000_000_000_000, distance: 60));
            Log(Burn(pool, Narrow));
            Log(Collect(pool, Narrow));
            Log(Swap(pool, zeroForOne: true, 1_000_000_000, distance: 0));
            Log(Swap(pool, zeroForOne: false, 1_000_000_000, distance: 0));
        }
        return path;

        void Log(PoolEvent poolEvent)
        {
            poolEvent.Position = new EventPosition(block++, 0, 0);
            writer.Write(poolEvent);
        }
    }

    private static PoolEvent Mint(UniswapV3Pool pool, PositionKey key)
    {
        const ulong Liquidity = 10_000_000_000_000;
        Accept(pool.Mint(key.Owner, key.TickLower, key.TickUpper, Liquidity, out UInt256 amount0, out UInt256 amount1));
        return Position(PoolEventKind.Mint, key, amount0, amount1) with { Liquidity = Liquidity };
    }

    private static PoolEvent Burn(UniswapV3Pool pool, PositionKey key)
    {
        UInt128 liquidity = pool.PositionStateOf(key).Liquidity;
        Accept(pool.Burn(key.Owner, key.TickLower, key.TickUpper, liquidity, out UInt256 amount0, out UInt256 amount1));
        return Position(PoolEventKind.Burn, key, amount0, amount1) with { Liquidity = liquidity };
    }

    private static PoolEvent Collect(UniswapV3Pool pool, PositionKey key)
    {
        Accept(pool.Collect(key, UInt128.MaxValue, UInt128.MaxValue, out UInt128 amount0, out UInt128 amount1));
        return Position(PoolEventKind.Collect, key, amount0, amount1);
    }

    private static PoolEvent Position(PoolEventKind kind, PositionKey key, UInt256 amount0, UInt256 amount1) => new()
    {
        Kind = kind,
        Owner = key.Owner,
        TickLower = key.TickLower,
        TickUpper = key.TickUpper,
        Amount0 = (Int256)amount0,
        Amount1 = (Int256)amount1,
        Recorded = PoolEventFields.Owner | PoolEventFields.Range | PoolEventFields.Amount0 | PoolEventFields.Amount1
            | (kind == PoolEventKind.Collect ? PoolEventFields.None : PoolEventFields.Liquidity),
    };

    private static PoolEvent Swap(UniswapV3Pool pool, bool zeroForOne, long amount, int distance)
    {
        UInt256 limit =
            distance == 0 ? zeroForOne ? TickMath.MinSqrtPriceX96 + UInt256.One : TickMath.MaxSqrtPriceX96 - UInt256.One
            : TickMath.GetSqrtPriceAtTick(pool.Tick + (zeroForOne ? -distance : distance));
        Accept(pool.Swap(zeroForOne, amount, limit, out SwapOutcome outcome));
        return new PoolEvent
        {
            Kind = PoolEventKind.Swap,
            Amount0 = outcome.Amount0,
            Amount1 = outcome.Amount1,
            SqrtPriceX96 = outcome.SqrtPriceX96,
            PoolLiquidity = outcome.Liquidity,
            Tick = outcome.Tick,
            Recorded = PoolEventFields.Amount0 | PoolEventFields.Amount1 | PoolEventFields.SqrtPriceX96 | PoolEventFields.PoolLiquidity | PoolEventFields.Tick,
        };
    }

    private static Address Account(byte last)
    {
        byte[] bytes = new byte[20];
        bytes[^1] = last;
        return Address.FromBytes(bytes);
    }

    private static void Accept(UniswapV3Revert revert) => Assert.Equal(UniswapV3Revert.None, revert);
}
