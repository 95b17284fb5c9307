using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Benchmarks.Tapes;

/// <summary>An invented market around one V3 pool: a seeded random walk of swaps of all forms, mints, burns, collects and flash loans. The same
/// seed gives the same events. Positions are a fixed set, so the pool's size does not depend on how many events are asked for.</summary>
internal sealed class SyntheticMarket
{
    private const int FeePips = 500;
    private const int TickSpacing = 10;
    private const int CentreTick = 200_000;
    private const int FarthestTick = 1_500;
    private const int PositionCount = 400;
    private const int WidestRange = 150;
    private const int AccountCount = 1_000;
    private const PoolEventFields Always = PoolEventFields.Timestamp | PoolEventFields.TransactionHash;
    private const PoolEventFields Amounts = PoolEventFields.Amount0 | PoolEventFields.Amount1;
    private const PoolEventFields StateAfter = PoolEventFields.SqrtPriceX96 | PoolEventFields.PoolLiquidity | PoolEventFields.Tick;

    private readonly UniswapV3Pool _pool = new(new UniswapV3Parameters(FeePips, TickSpacing));
    private readonly PositionKey[] _positions = new PositionKey[PositionCount];
    private readonly Address[] _accounts = new Address[AccountCount];
    private readonly Random _random;
    private ulong _block = 18_000_000;
    private uint _transaction;
    private uint _log;
    private int _started;

    public SyntheticMarket(int seed)
    {
        _random = new Random(seed);
        Span<byte> bytes = stackalloc byte[20];
        for (int i = 0; i < AccountCount; i++)
        {
            _random.NextBytes(bytes);
            _accounts[i] = Address.FromBytes(bytes);
        }
        _positions[0] = new PositionKey(_accounts[0], CentreTick - 40_000, CentreTick + 40_000);
        for (int i = 1; i < PositionCount; i++)
        {
            int lower = CentreTick + (_random.Next(-FarthestTick, FarthestTick) / TickSpacing * TickSpacing);
            _positions[i] = new PositionKey(_accounts[i], lower, lower + (TickSpacing * (1 + _random.Next(WidestRange))));
        }
        Header = new TapeHeader
        {
            Protocol = AmmProtocol.UniswapV3,
            Format = "csv",
            Pool = _accounts[^1],
            FeePips = FeePips,
            TickSpacing = TickSpacing,
        };
    }

    public TapeHeader Header { get; }

    /// <summary>Does something that the pool accepts and describes it as its log would.</summary>
    public void Next(ref PoolEvent poolEvent)
    {
        bool isDone = false;
        while (!isDone)
        {
            poolEvent = default;
            poolEvent.Recorded = Always;
            int dice = _random.Next(1_000);
            isDone = _started < PositionCount ? TryStart(ref poolEvent)
                : dice < 900 ? TrySwap(ref poolEvent)
                : dice < 940 ? TryMint(ref poolEvent, _random.Next(PositionCount))
                : dice < 970 ? TryBurn(ref poolEvent, _random.Next(PositionCount))
                : dice < 995 ? TryCollect(ref poolEvent, _random.Next(PositionCount))
                : TryFlash(ref poolEvent);
        }
        Stamp(ref poolEvent);
    }

    private bool TryStart(ref PoolEvent poolEvent)
    {
        if (_pool.IsInitialized)
        {
            return TryMint(ref poolEvent, _started++);
        }
        UInt256 price = TickMath.GetSqrtPriceAtTick(CentreTick);
        poolEvent.Kind = PoolEventKind.Initialize;
        poolEvent.SqrtPriceX96 = price;
        poolEvent.Tick = CentreTick;
        poolEvent.Recorded |= PoolEventFields.SqrtPriceX96 | PoolEventFields.Tick;
        return _pool.Initialize(price) == UniswapV3Revert.None;
    }

    private bool TrySwap(ref PoolEvent poolEvent)
    {
        // The further the price has gone, the likelier it returns.
        bool zeroForOne = _random.Next(-FarthestTick, FarthestTick) < _pool.Tick - CentreTick;
        UInt256 value0 = (ulong)Math.Exp(16 + (12.8 * _random.NextDouble()));
        UInt256 value1 = FullMath.MulDiv(value0, (_pool.SqrtPriceX96 * _pool.SqrtPriceX96) >> 96, Q96.One);
        UInt256 limit = zeroForOne ? TickMath.MinSqrtPriceX96 + UInt256.One : TickMath.MaxSqrtPriceX96 - UInt256.One;
        int dice = _random.Next(100);
        bool exactIn = dice >= 20;
        if (dice >= 90)
        {
            int distance = 1 + _random.Next(10);
            limit = TickMath.GetSqrtPriceAtTick(_pool.Tick + (zeroForOne ? -distance : distance));
            (value0, value1) = (value0 * 1_000UL, value1 * 1_000UL);
        }
        Int256 amount = (Int256)(zeroForOne == exactIn ? value0 : value1);
        if (_pool.Swap(zeroForOne, exactIn ? amount : -amount, limit, out SwapOutcome outcome) != UniswapV3Revert.None)
        {
            return false;
        }
        poolEvent.Kind = PoolEventKind.Swap;
        poolEvent.Sender = AnyAccount();
        poolEvent.Recipient = AnyAccount();
        poolEvent.Amount0 = outcome.Amount0;
        poolEvent.Amount1 = outcome.Amount1;
        poolEvent.SqrtPriceX96 = outcome.SqrtPriceX96;
        poolEvent.PoolLiquidity = outcome.Liquidity;
        poolEvent.Tick = outcome.Tick;
        poolEvent.Recorded |= PoolEventFields.Sender | PoolEventFields.Recipient | Amounts | StateAfter;
        return true;
    }

    private bool TryMint(ref PoolEvent poolEvent, int index)
    {
        PositionKey key = _positions[index];
        UInt128 liquidity = (UInt128)Math.Exp(39 + (4.6 * _random.NextDouble()));
        if (_pool.PositionStateOf(key).Liquidity >= liquidity << 3
            || _pool.Mint(key.Owner, key.TickLower, key.TickUpper, liquidity, out UInt256 amount0, out UInt256 amount1) != UniswapV3Revert.None)
        {
            return false;
        }
        poolEvent.Kind = PoolEventKind.Mint;
        poolEvent.Sender = AnyAccount();
        poolEvent.Recorded |= PoolEventFields.Sender;
        DescribeLiquidity(ref poolEvent, key, liquidity, amount0, amount1);
        return true;
    }

    private bool TryBurn(ref PoolEvent poolEvent, int index)
    {
        PositionKey key = _positions[index];
        UInt128 held = _pool.PositionStateOf(key).Liquidity;
        // The widest range keeps the pool liquid at every price that the walk reaches.
        UInt128 liquidity = _random.Next(2) == 0 && index != 0 ? held : held / (UInt128)_random.Next(2, 10);
        if (held == UInt128.Zero
            || _pool.Burn(key.Owner, key.TickLower, key.TickUpper, liquidity, out UInt256 amount0, out UInt256 amount1) != UniswapV3Revert.None)
        {
            return false;
        }
        poolEvent.Kind = PoolEventKind.Burn;
        DescribeLiquidity(ref poolEvent, key, liquidity, amount0, amount1);
        return true;
    }

    private bool TryCollect(ref PoolEvent poolEvent, int index)
    {
        PositionKey key = _positions[index];
        PositionState position = _pool.PositionStateOf(key);
        if (position.TokensOwed0 == UInt128.Zero && position.TokensOwed1 == UInt128.Zero)
        {
            return false;
        }
        _ = _pool.Collect(key, UInt128.MaxValue, UInt128.MaxValue, out UInt128 amount0, out UInt128 amount1);
        poolEvent.Kind = PoolEventKind.Collect;
        poolEvent.Owner = key.Owner;
        poolEvent.Recipient = key.Owner;
        poolEvent.TickLower = key.TickLower;
        poolEvent.TickUpper = key.TickUpper;
        poolEvent.Amount0 = (Int256)(UInt256)amount0;
        poolEvent.Amount1 = (Int256)(UInt256)amount1;
        poolEvent.Recorded |= PoolEventFields.Owner | PoolEventFields.Recipient | PoolEventFields.Range | Amounts;
        return true;
    }

    private bool TryFlash(ref PoolEvent poolEvent)
    {
        UInt256 amount0 = (ulong)_random.NextInt64(1, 1_000_000_000_000);
        UInt256 paid0 = _pool.FlashFee(amount0);
        if (_pool.Flash(amount0, UInt256.Zero, (Int256)paid0, Int256.Zero) != UniswapV3Revert.None)
        {
            return false;
        }
        poolEvent.Kind = PoolEventKind.Flash;
        poolEvent.Sender = AnyAccount();
        poolEvent.Recipient = poolEvent.Sender;
        poolEvent.Amount0 = (Int256)amount0;
        poolEvent.Paid0 = paid0;
        poolEvent.Recorded |= PoolEventFields.Sender | PoolEventFields.Recipient | Amounts | PoolEventFields.Paid;
        return true;
    }

    private static void DescribeLiquidity(ref PoolEvent poolEvent, PositionKey key, UInt128 liquidity, in UInt256 amount0, in UInt256 amount1)
    {
        poolEvent.Owner = key.Owner;
        poolEvent.TickLower = key.TickLower;
        poolEvent.TickUpper = key.TickUpper;
        poolEvent.Liquidity = liquidity;
        poolEvent.Amount0 = (Int256)amount0;
        poolEvent.Amount1 = (Int256)amount1;
        poolEvent.Recorded |= PoolEventFields.Owner | PoolEventFields.Range | PoolEventFields.Liquidity | Amounts;
    }

    private void Stamp(ref PoolEvent poolEvent)
    {
        if (_random.Next(3) == 0)
        {
            _block++;
            _transaction = (uint)_random.Next(100);
            _log = (uint)_random.Next(200);
        }
        else
        {
            _transaction++;
            _log += 3;
        }
        poolEvent.Position = new EventPosition(_block, _transaction, _log);
        poolEvent.TimestampSeconds = 1_693_000_000 + (12 * (long)(_block - 18_000_000));
        poolEvent.TransactionHash = new UInt256(
            (ulong)_random.NextInt64(), (ulong)_random.NextInt64(), (ulong)_random.NextInt64(), (ulong)_random.NextInt64());
    }

    private Address AnyAccount() => _accounts[_random.Next(AccountCount)];
}
