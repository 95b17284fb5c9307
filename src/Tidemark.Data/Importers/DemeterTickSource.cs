using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;

namespace Tidemark.Data.Importers;

/// <summary>Reads the decoded events that demeter-fetch writes: <c>tick</c> (joined with the position manager's logs) and <c>pool.tick</c>.</summary>
/// <remarks>What the columns mean, found by decoding the raw logs of the same pools and in demeter-fetch's <c>uniswap_utils.handle_event</c>:
/// <list type="bullet">
/// <item><c>sender</c> is the log's sender on a swap and on a mint, and the log's owner on a burn and on a collect. A mint's owner is not
/// written. Most often it is the sender; not always.</item>
/// <item><c>receipt</c> is the recipient of a swap and of a collect, and empty otherwise.</item>
/// <item>On a swap <c>sqrtPriceX96</c>, <c>total_liquidity</c> and <c>current_tick</c> are the log's. On other rows they are filled forward
/// from the last swap, with the row's own liquidity added where <c>tick_lower &lt; current_tick &lt; tick_upper</c>, and forgotten again on
/// the row after: no log records them, they are wrong as often as not, and they are not read.</item>
/// </list></remarks>
internal sealed class DemeterTickSource : ITapeSource
{
    private readonly CsvRows _rows;
    private readonly CsvFields _fields;
    private readonly CsvColumn _blockNumber;
    private readonly CsvColumn _blockTimestamp;
    private readonly CsvColumn _kind;
    private readonly CsvColumn _transactionHash;
    private readonly CsvColumn _transactionIndex;
    private readonly CsvColumn _logIndex;
    private readonly CsvColumn _sender;
    private readonly CsvColumn _recipient;
    private readonly CsvColumn _amount0;
    private readonly CsvColumn _amount1;
    private readonly CsvColumn _poolLiquidity;
    private readonly CsvColumn _sqrtPriceX96;
    private readonly CsvColumn _tick;
    private readonly CsvColumn _tickLower;
    private readonly CsvColumn _tickUpper;
    private readonly CsvColumn _liquidity;
    private readonly CsvColumn _tokenId;

    /// <summary>Takes over the stream.</summary>
    public DemeterTickSource(TapeStream stream, TapeFormat format)
    {
        _rows = new CsvRows(stream);
        _fields = new CsvFields(_rows);
        bool isJoined = format == TapeFormat.DemeterTick;
        _blockNumber = Required("block_number");
        _blockTimestamp = Required("block_timestamp");
        _kind = Required("tx_type");
        _transactionHash = Required("transaction_hash");
        _transactionIndex = Required(isJoined ? "pool_tx_index" : "tx_index");
        _logIndex = Required(isJoined ? "pool_log_index" : "log_index");
        _sender = Required("sender");
        _recipient = Required("receipt");
        _amount0 = Required("amount0");
        _amount1 = Required("amount1");
        _poolLiquidity = Required("total_liquidity");
        _sqrtPriceX96 = Required("sqrtPriceX96");
        _tick = Required("current_tick");
        _tickLower = Required("tick_lower");
        _tickUpper = Required("tick_upper");
        _liquidity = Required("liquidity");
        _tokenId = CsvColumn.Optional(_rows, "position_id");
        Header = new TapeHeader { Protocol = AmmProtocol.UniswapV3, Format = TapeFormatNames.NameOf(format) };

        CsvColumn Required(string name) => CsvColumn.Required(_rows, name, format);
    }

    /// <inheritdoc/>
    public TapeHeader Header { get; }

    /// <inheritdoc/>
    public long SkippedCount => 0;

    /// <inheritdoc/>
    public bool TryRead(ref PoolEvent poolEvent)
    {
        if (!_rows.TryRead())
        {
            return false;
        }
        poolEvent = new PoolEvent
        {
            Position = new EventPosition(_fields.RequireUInt64(_blockNumber), _fields.RequireUInt32(_transactionIndex), _fields.RequireUInt32(_logIndex)),
            Kind = ReadKind(),
            TimestampSeconds = _fields.TryTime(_blockTimestamp, out long seconds) ? seconds : throw Missing(_blockTimestamp),
            TransactionHash = _fields.TryHash(_transactionHash, out UInt256 hash) ? hash : throw Missing(_transactionHash),
            Recorded = PoolEventFields.Timestamp | PoolEventFields.TransactionHash | PoolEventFields.Amount0 | PoolEventFields.Amount1,
        };
        Address sender = _fields.TryAddress(_sender, out Address first) ? first : throw Missing(_sender);
        if (poolEvent.Kind is PoolEventKind.Swap or PoolEventKind.Mint)
        {
            poolEvent.Sender = sender;
            poolEvent.Recorded |= PoolEventFields.Sender;
        }
        else
        {
            poolEvent.Owner = sender;
            poolEvent.Recorded |= PoolEventFields.Owner;
        }
        if (poolEvent.Kind is PoolEventKind.Swap or PoolEventKind.Collect)
        {
            poolEvent.Recipient = _fields.TryAddress(_recipient, out Address recipient) ? recipient : throw Missing(_recipient);
            poolEvent.Recorded |= PoolEventFields.Recipient;
        }
        if (poolEvent.Kind == PoolEventKind.Swap)
        {
            ReadSwap(ref poolEvent);
        }
        else
        {
            ReadLiquidityChange(ref poolEvent);
        }
        return true;
    }

    /// <inheritdoc/>
    public TapeFormatException ProblemHere(string problem) => _rows.Problem(problem);

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();

    private PoolEventKind ReadKind()
    {
        ReadOnlySpan<byte> name = _rows[_kind.Index];
        return name.SequenceEqual("SWAP"u8) ? PoolEventKind.Swap
            : name.SequenceEqual("MINT"u8) ? PoolEventKind.Mint
            : name.SequenceEqual("BURN"u8) ? PoolEventKind.Burn
            : name.SequenceEqual("COLLECT"u8) ? PoolEventKind.Collect
            : throw _fields.Wrong(_kind, name, "SWAP, MINT, BURN or COLLECT");
    }

    private void ReadSwap(ref PoolEvent poolEvent)
    {
        poolEvent.Amount0 = _fields.TryInt256(_amount0, out Int256 amount0) ? amount0 : throw Missing(_amount0);
        poolEvent.Amount1 = _fields.TryInt256(_amount1, out Int256 amount1) ? amount1 : throw Missing(_amount1);
        poolEvent.SqrtPriceX96 = _fields.TryUInt256(_sqrtPriceX96, 160, out UInt256 sqrtPriceX96) ? sqrtPriceX96 : throw Missing(_sqrtPriceX96);
        poolEvent.PoolLiquidity = _fields.TryUInt256(_poolLiquidity, 128, out UInt256 poolLiquidity) ? poolLiquidity : throw Missing(_poolLiquidity);
        poolEvent.Tick = _fields.TryTickWithFraction(_tick, out int tick) ? tick : throw Missing(_tick);
        poolEvent.Recorded |= PoolEventFields.SqrtPriceX96 | PoolEventFields.PoolLiquidity | PoolEventFields.Tick;
    }

    private void ReadLiquidityChange(ref PoolEvent poolEvent)
    {
        int bits = poolEvent.Kind == PoolEventKind.Collect ? 128 : 255;
        poolEvent.Amount0 = _fields.TryAmount(_amount0, bits, out Int256 amount0) ? amount0 : throw Missing(_amount0);
        poolEvent.Amount1 = _fields.TryAmount(_amount1, bits, out Int256 amount1) ? amount1 : throw Missing(_amount1);
        if (_fields.TryTokenIdWithFraction(_tokenId, out ulong tokenId))
        {
            poolEvent.TokenId = tokenId;
            poolEvent.Recorded |= PoolEventFields.TokenId;
        }
        bool isCollect = poolEvent.Kind == PoolEventKind.Collect;
        int lower = poolEvent.TickLower = RangeTick(_tickLower, isCollect);
        int upper = poolEvent.TickUpper = RangeTick(_tickUpper, isCollect);
        poolEvent.Recorded |= PoolEventFields.Range;
        if (!isCollect && lower >= upper)
        {
            throw _rows.Problem(FormattableString.Invariant($"tick_lower is {lower} and tick_upper is {upper}; the lower one is expected to be below the upper one; repair the row"));
        }
        if (!isCollect)
        {
            poolEvent.Liquidity = _fields.TryUInt256(_liquidity, 128, out UInt256 liquidity) ? liquidity : throw Missing(_liquidity);
            poolEvent.Recorded |= PoolEventFields.Liquidity;
        }
    }

    // A collect can name any two numbers: the contract pays nothing out of a range that never was, and records it.
    private int RangeTick(CsvColumn column, bool isAny) =>
        (isAny ? _fields.TryInt24WithFraction(column, out int tick) : _fields.TryTickWithFraction(column, out tick)) ? tick : throw Missing(column);

    private TapeFormatException Missing(CsvColumn column) => _fields.Wrong(column, [], "a value");
}
