using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;

namespace Tidemark.Data.Importers;

/// <summary>Reads the SQLite event database of Bella's uniswap-v3-simulator: liquidity events and swaps, merged in chain order.</summary>
/// <remarks>A mint's <c>recipient</c> is the position's owner, a burn's and a collect's owner is <c>msg_sender</c>, as Bella's
/// <c>MainnetDataDownloader</c> writes them. A swap's liquidity is -1 where the database was filled from a subgraph: not recorded.
/// Dates are local time of the machine that filled the database, which for the published ones is UTC+8; they are read as that.</remarks>
internal sealed class BellaSource : ITapeSource
{
    private const long LocalTimeAheadSeconds = 8 * 3600;
    private const string ChainOrder = "ORDER BY block_number, transaction_index, log_index";

    private static readonly string[] ConfigColumns = ["id", "token0", "token1", "fee", "tick_spacing", "initial_sqrt_price_X96"];

    // The first five columns are the same in both tables.
    private static readonly string[] LiquidityColumns =
    [
        "id", "block_number", "transaction_index", "log_index", "date", "msg_sender", "recipient", "amount0", "amount1", "liquidity", "type",
        "tick_lower", "tick_upper",
    ];

    private static readonly string[] SwapColumns =
    [
        "id", "block_number", "transaction_index", "log_index", "date", "msg_sender", "recipient", "amount0", "amount1", "liquidity",
        "sqrt_price_x96", "tick",
    ];

    private readonly BellaDatabase _database;
    private readonly BellaRows _liquidityEvents;
    private readonly BellaRows _swaps;
    private EventPosition? _nextLiquidityEvent;
    private EventPosition? _nextSwap;
    private BellaRows? _last;
    private BellaRows? _toAdvance;
    private bool _hasStarted;

    private BellaSource(BellaDatabase database, TapeHeader header, BellaRows liquidityEvents, BellaRows swaps)
    {
        _database = database;
        Header = header;
        _liquidityEvents = liquidityEvents;
        _swaps = swaps;
    }

    /// <inheritdoc/>
    public TapeHeader Header { get; }

    /// <inheritdoc/>
    public long SkippedCount => 0;

    /// <summary>Opens the database and closes the stream.</summary>
    public static BellaSource Open(TapeStream stream)
    {
        BellaDatabase? database = BellaDatabase.Open(stream);
        BellaRows? liquidityEvents = null;
        BellaRows? swaps = null;
        try
        {
            TapeHeader header = ReadHeader(database);
            liquidityEvents = new BellaRows(database, "liquidity_events", LiquidityColumns, ChainOrder);
            swaps = new BellaRows(database, "swap_events", SwapColumns, ChainOrder);
            BellaSource source = new(database, header, liquidityEvents, swaps);
            (database, liquidityEvents, swaps) = (null, null, null);
            return source;
        }
        finally
        {
            swaps?.Dispose();
            liquidityEvents?.Dispose();
            database?.Dispose();
        }
    }

    /// <inheritdoc/>
    public bool TryRead(ref PoolEvent poolEvent)
    {
        if (!_hasStarted)
        {
            _hasStarted = true;
            _nextLiquidityEvent = Advance(_liquidityEvents);
            _nextSwap = Advance(_swaps);
        }
        if (ReferenceEquals(_toAdvance, _swaps))
        {
            _nextSwap = Advance(_swaps);
        }
        else if (_toAdvance is not null)
        {
            _nextLiquidityEvent = Advance(_liquidityEvents);
        }
        if (_nextLiquidityEvent is null && _nextSwap is null)
        {
            return false;
        }
        bool isSwap = _nextLiquidityEvent is not { } liquidityEvent || (_nextSwap is { } swap && swap < liquidityEvent);
        _last = _toAdvance = isSwap ? _swaps : _liquidityEvents;
        poolEvent = new PoolEvent
        {
            Position = isSwap ? _nextSwap!.Value : _nextLiquidityEvent!.Value,
            TimestampSeconds = _last.Time(4) - LocalTimeAheadSeconds,
            Recorded = PoolEventFields.Timestamp | PoolEventFields.Amount0 | PoolEventFields.Amount1,
        };
        if (isSwap)
        {
            ReadSwap(_swaps, ref poolEvent);
        }
        else
        {
            ReadLiquidityEvent(_liquidityEvents, ref poolEvent);
        }
        return true;
    }

    /// <inheritdoc/>
    public TapeFormatException ProblemHere(string problem) => _last is null ? _database.Problem(problem) : _last.Problem(problem);

    /// <inheritdoc/>
    public void Dispose()
    {
        _swaps.Dispose();
        _liquidityEvents.Dispose();
        _database.Dispose();
    }

    private static EventPosition? Advance(BellaRows rows) =>
        rows.TryRead()
            ? new EventPosition((ulong)rows.Integer(1, 0, long.MaxValue), (uint)rows.Integer(2, 0, uint.MaxValue), (uint)rows.Integer(3, 0, uint.MaxValue))
            : null;

    private static void ReadSwap(BellaRows rows, ref PoolEvent poolEvent)
    {
        poolEvent.Kind = PoolEventKind.Swap;
        poolEvent.Sender = rows.Address(5);
        poolEvent.Recipient = rows.Address(6);
        poolEvent.Amount0 = rows.Signed(7);
        poolEvent.Amount1 = rows.Signed(8);
        poolEvent.SqrtPriceX96 = rows.Unsigned(10, 160);
        poolEvent.Tick = (int)rows.Integer(11, -SolidityRange.MaxTick, SolidityRange.MaxTick);
        poolEvent.Recorded |= PoolEventFields.Sender | PoolEventFields.Recipient | PoolEventFields.SqrtPriceX96 | PoolEventFields.Tick;
        if (!rows.Holds(9, "-1"u8))
        {
            poolEvent.PoolLiquidity = rows.Unsigned(9, 128);
            poolEvent.Recorded |= PoolEventFields.PoolLiquidity;
        }
    }

    private static void ReadLiquidityEvent(BellaRows rows, ref PoolEvent poolEvent)
    {
        poolEvent.Kind = rows.Integer(10, 1, 3) switch
        {
            1 => PoolEventKind.Mint,
            2 => PoolEventKind.Burn,
            _ => PoolEventKind.Collect,
        };
        int bits = poolEvent.Kind == PoolEventKind.Collect ? 128 : 255;
        poolEvent.Amount0 = Int256.FromTwosComplement(rows.Unsigned(7, bits));
        poolEvent.Amount1 = Int256.FromTwosComplement(rows.Unsigned(8, bits));
        // A collect can name any two numbers: the contract pays nothing out of a range that never was, and records it.
        bool isCollect = poolEvent.Kind == PoolEventKind.Collect;
        poolEvent.TickLower = (int)rows.Integer(11, isCollect ? SolidityRange.MinInt24 : -SolidityRange.MaxTick, isCollect ? SolidityRange.MaxInt24 : SolidityRange.MaxTick);
        poolEvent.TickUpper = (int)rows.Integer(12, isCollect ? SolidityRange.MinInt24 : poolEvent.TickLower + 1L, isCollect ? SolidityRange.MaxInt24 : SolidityRange.MaxTick);
        poolEvent.Recorded |= PoolEventFields.Owner | PoolEventFields.Range;
        if (poolEvent.Kind == PoolEventKind.Mint)
        {
            poolEvent.Sender = rows.Address(5);
            poolEvent.Owner = rows.Address(6);
            poolEvent.Recorded |= PoolEventFields.Sender;
        }
        else
        {
            poolEvent.Owner = rows.Address(5);
        }
        if (poolEvent.Kind == PoolEventKind.Collect)
        {
            poolEvent.Recipient = rows.Address(6);
            poolEvent.Recorded |= PoolEventFields.Recipient;
        }
        else
        {
            poolEvent.Liquidity = rows.Unsigned(9, 128);
            poolEvent.Recorded |= PoolEventFields.Liquidity;
        }
    }

    private static TapeHeader ReadHeader(BellaDatabase database)
    {
        using BellaRows rows = new(database, "pool_config", ConfigColumns, "ORDER BY id");
        if (!rows.TryRead())
        {
            throw database.Problem("the table pool_config is empty; one row that describes the pool is expected; fill the database again");
        }
        return new TapeHeader
        {
            Protocol = AmmProtocol.UniswapV3,
            Format = TapeFormatNames.NameOf(TapeFormat.Bella),
            Token0 = rows.Address(1),
            Token1 = rows.Address(2),
            FeePips = (int)rows.Integer(3, 0, 999_999),
            TickSpacing = (int)rows.Integer(4, 1, 16_383),
            InitialSqrtPriceX96 = rows.Unsigned(5, 160),
        };
    }
}
