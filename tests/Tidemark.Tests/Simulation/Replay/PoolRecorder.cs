using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Tests.Simulation.Replay;

/// <summary>Drives a pool and writes its tape down.</summary>
internal sealed class PoolRecorder
{
    private const PoolEventFields Amounts = PoolEventFields.Amount0 | PoolEventFields.Amount1;
    private readonly List<PoolEvent> _events = [];

    public PoolRecorder(UniswapV3Parameters parameters, int tick)
    {
        Pool = new UniswapV3Pool(parameters);
        UInt256 price = TickMath.GetSqrtPriceAtTick(tick);
        Assert.Equal(UniswapV3Revert.None, Pool.Initialize(price));
        Add(new PoolEvent { Kind = PoolEventKind.Initialize, SqrtPriceX96 = price, Tick = tick, Recorded = PoolEventFields.SqrtPriceX96 | PoolEventFields.Tick });
    }

    public UniswapV3Pool Pool { get; }

    public int Count => _events.Count;

    public MemoryTape Tape => new(new TapeHeader { Protocol = AmmProtocol.UniswapV3, Format = "csv" }, _events);

    public void Mint(Address owner, int lower, int upper, UInt128 liquidity)
    {
        Assert.Equal(UniswapV3Revert.None, Pool.Mint(owner, lower, upper, liquidity, out UInt256 amount0, out UInt256 amount1));
        AddLiquidity(PoolEventKind.Mint, owner, lower, upper, liquidity, amount0, amount1);
    }

    public void Burn(Address owner, int lower, int upper, UInt128 liquidity)
    {
        Assert.Equal(UniswapV3Revert.None, Pool.Burn(owner, lower, upper, liquidity, out UInt256 amount0, out UInt256 amount1));
        AddLiquidity(PoolEventKind.Burn, owner, lower, upper, liquidity, amount0, amount1);
    }

    /// <summary>Collects all that the position is owed.</summary>
    public void Collect(Address owner, int lower, int upper)
    {
        Assert.Equal(
            UniswapV3Revert.None,
            Pool.Collect(new PositionKey(owner, lower, upper), UInt128.MaxValue, UInt128.MaxValue, out UInt128 amount0, out UInt128 amount1));
        AddLiquidity(PoolEventKind.Collect, owner, lower, upper, UInt128.Zero, amount0, amount1);
    }

    /// <summary>The square-root price some fraction of a tick above a tick.</summary>
    public static UInt256 PriceAt(int tick, int thousandths)
    {
        UInt256 low = TickMath.GetSqrtPriceAtTick(tick);
        return low + FullMath.MulDiv(TickMath.GetSqrtPriceAtTick(tick + 1) - low, (ulong)thousandths, 1000);
    }

    /// <summary>Swaps until the price is some fraction of a tick above a tick.</summary>
    public void SwapTo(int tick, int thousandths = 500)
    {
        UInt256 limit = PriceAt(tick, thousandths);
        Swap(limit < Pool.SqrtPriceX96, Int256.MaxValue, limit);
    }

    /// <summary>Swaps an exact input, or an exact output where negative.</summary>
    public void Swap(bool zeroForOne, in Int256 amount) =>
        Swap(zeroForOne, amount, zeroForOne ? TickMath.MinSqrtPriceX96 + UInt256.One : TickMath.MaxSqrtPriceX96 - UInt256.One);

    private void Swap(bool zeroForOne, in Int256 amount, in UInt256 limit)
    {
        Assert.Equal(UniswapV3Revert.None, Pool.Swap(zeroForOne, amount, limit, out SwapOutcome outcome));
        Add(new PoolEvent
        {
            Kind = PoolEventKind.Swap,
            Amount0 = outcome.Amount0,
            Amount1 = outcome.Amount1,
            SqrtPriceX96 = outcome.SqrtPriceX96,
            PoolLiquidity = outcome.Liquidity,
            Tick = outcome.Tick,
            Recorded = Amounts | PoolEventFields.SqrtPriceX96 | PoolEventFields.PoolLiquidity | PoolEventFields.Tick,
        });
    }

    private void AddLiquidity(PoolEventKind kind, Address owner, int lower, int upper, in UInt256 liquidity, in UInt256 amount0, in UInt256 amount1) => Add(new PoolEvent
    {
        Kind = kind,
        Owner = owner,
        TickLower = lower,
        TickUpper = upper,
        Liquidity = liquidity,
        Amount0 = (Int256)amount0,
        Amount1 = (Int256)amount1,
        Recorded = Amounts | PoolEventFields.Owner | PoolEventFields.Range | (kind == PoolEventKind.Collect ? PoolEventFields.None : PoolEventFields.Liquidity),
    });

    private void Add(PoolEvent poolEvent) => _events.Add(poolEvent with { Position = new EventPosition((ulong)_events.Count + 1, 0, 0) });
}
