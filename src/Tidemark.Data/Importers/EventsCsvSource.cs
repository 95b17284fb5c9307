using System.Runtime.CompilerServices;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;

namespace Tidemark.Data.Importers;

/// <summary>Reads Tidemark's own events CSV.</summary>
internal sealed class EventsCsvSource : ITapeSource
{
    private const PoolEventFields Amounts = PoolEventFields.Amount0 | PoolEventFields.Amount1;

    private readonly CsvRows _rows;
    private readonly CsvFields _fields;
    private readonly EventsCsvColumns _columns;
    private readonly EventsCsvConstants _constants;

    /// <summary>Takes over the stream.</summary>
    public EventsCsvSource(TapeStream stream)
    {
        _rows = new CsvRows(stream);
        _fields = new CsvFields(_rows);
        _columns = new EventsCsvColumns(_rows);
        _constants = new EventsCsvConstants(_rows, _fields, _columns);
    }

    /// <inheritdoc/>
    public TapeHeader Header => _constants.Header;

    /// <inheritdoc/>
    public long SkippedCount => 0;

    /// <inheritdoc/>
    public bool TryRead(ref PoolEvent poolEvent)
    {
        if (!_rows.TryRead())
        {
            return false;
        }
        poolEvent = default;
        poolEvent.Position = new EventPosition(
            _fields.RequireUInt64(_columns.BlockNumber), _fields.RequireUInt32(_columns.TransactionIndex), _fields.RequireUInt32(_columns.LogIndex));
        PoolEventKind kind = ReadKind();
        poolEvent.Kind = kind;
        ReadOrigin(ref poolEvent);
        if (_columns.Protocol == AmmProtocol.UniswapV2)
        {
            ReadUniswapV2(kind, ref poolEvent);
        }
        else
        {
            ReadUniswapV3(kind, ref poolEvent);
        }
        _constants.Check();
        return true;
    }

    /// <inheritdoc/>
    public TapeFormatException ProblemHere(string problem) => _rows.Problem(problem);

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();

    private PoolEventKind ReadKind()
    {
        ReadOnlySpan<byte> name = _rows[_columns.Event.Index];
        PoolEventKind kind = EventsCsvKinds.Parse(name);
        if (kind == PoolEventKind.None)
        {
            throw _fields.Wrong(_columns.Event, name, EventsCsvKinds.All);
        }
        return EventsCsvKinds.BelongsTo(kind, _columns.Protocol) ? kind
            : throw _rows.Problem(_columns.Protocol == AmmProtocol.UniswapV3
                ? $"event is '{TapeText.Show(name)}', which only a Uniswap V2 pool has; a V2 tape is expected to have the columns amount0_out and amount1_out; add them"
                : $"event is '{TapeText.Show(name)}', which only a Uniswap V3 pool has; the columns amount0_out and amount1_out make this a V2 tape; remove them");
    }

    private void ReadOrigin(ref PoolEvent poolEvent)
    {
        PoolEventFields recorded = PoolEventFields.None;
        if (_fields.TryTime(_columns.BlockTimestamp, out long seconds))
        {
            poolEvent.TimestampSeconds = seconds;
            recorded |= PoolEventFields.Timestamp;
        }
        if (_fields.TryHash(_columns.TransactionHash, out UInt256 hash))
        {
            poolEvent.TransactionHash = hash;
            recorded |= PoolEventFields.TransactionHash;
        }
        if (_fields.TryAddress(_columns.Sender, out Address sender))
        {
            poolEvent.Sender = sender;
            recorded |= PoolEventFields.Sender;
        }
        if (_fields.TryAddress(_columns.Owner, out Address owner))
        {
            poolEvent.Owner = owner;
            recorded |= PoolEventFields.Owner;
        }
        if (_fields.TryAddress(_columns.Recipient, out Address recipient))
        {
            poolEvent.Recipient = recipient;
            recorded |= PoolEventFields.Recipient;
        }
        poolEvent.Recorded = recorded;
    }

    private void ReadUniswapV3(PoolEventKind kind, ref PoolEvent poolEvent)
    {
        switch (kind)
        {
            case PoolEventKind.Swap:
                ReadSignedAmounts(ref poolEvent);
                break;
            case PoolEventKind.Mint or PoolEventKind.Burn:
                ReadRange(ref poolEvent);
                ReadLiquidity(128, ref poolEvent);
                ReadAmounts(255, mustBeThere: false, ref poolEvent);
                break;
            case PoolEventKind.Collect:
                ReadRange(ref poolEvent);
                ReadAmounts(128, mustBeThere: false, ref poolEvent);
                break;
            case PoolEventKind.Flash:
                ReadAmounts(255, mustBeThere: true, ref poolEvent);
                ReadPaid(ref poolEvent);
                break;
            case PoolEventKind.SetFeeProtocol:
                ReadAmounts(32, mustBeThere: true, ref poolEvent);
                break;
            case PoolEventKind.CollectProtocol:
                ReadAmounts(128, mustBeThere: true, ref poolEvent);
                break;
        }
        ReadStateAfter(ref poolEvent);
        if (kind == PoolEventKind.Swap && (poolEvent.Recorded & (Amounts | PoolEventFields.SqrtPriceX96)) == PoolEventFields.None)
        {
            throw Missing(_columns.Amount0);
        }
        if (kind == PoolEventKind.Initialize)
        {
            Require(poolEvent.Recorded, PoolEventFields.SqrtPriceX96, _columns.SqrtPriceX96);
        }
    }

    private void ReadUniswapV2(PoolEventKind kind, ref PoolEvent poolEvent)
    {
        switch (kind)
        {
            case PoolEventKind.Transfer:
                ReadLiquidity(256, ref poolEvent);
                break;
            case PoolEventKind.Sync:
                ReadAmounts(112, mustBeThere: true, ref poolEvent);
                break;
            case PoolEventKind.Swap:
                ReadAmounts(255, mustBeThere: true, ref poolEvent);
                ReadAmountsOut(ref poolEvent);
                break;
            default:
                ReadAmounts(255, mustBeThere: true, ref poolEvent);
                break;
        }
    }

    private void ReadSignedAmounts(ref PoolEvent poolEvent)
    {
        if (_fields.TryInt256(_columns.Amount0, out Int256 amount0))
        {
            poolEvent.Amount0 = amount0;
            poolEvent.Recorded |= PoolEventFields.Amount0;
        }
        if (_fields.TryInt256(_columns.Amount1, out Int256 amount1))
        {
            poolEvent.Amount1 = amount1;
            poolEvent.Recorded |= PoolEventFields.Amount1;
        }
    }

    private void ReadAmounts(int bits, bool mustBeThere, ref PoolEvent poolEvent)
    {
        if (_fields.TryAmount(_columns.Amount0, bits, out Int256 amount0))
        {
            poolEvent.Amount0 = amount0;
            poolEvent.Recorded |= PoolEventFields.Amount0;
        }
        if (_fields.TryAmount(_columns.Amount1, bits, out Int256 amount1))
        {
            poolEvent.Amount1 = amount1;
            poolEvent.Recorded |= PoolEventFields.Amount1;
        }
        if (mustBeThere)
        {
            Require(poolEvent.Recorded, PoolEventFields.Amount0, _columns.Amount0);
            Require(poolEvent.Recorded, PoolEventFields.Amount1, _columns.Amount1);
        }
    }

    private void ReadAmountsOut(ref PoolEvent poolEvent)
    {
        poolEvent.Amount0Out = _fields.TryUInt256(_columns.Amount0Out, 256, out UInt256 amount0) ? amount0 : throw Missing(_columns.Amount0Out);
        poolEvent.Amount1Out = _fields.TryUInt256(_columns.Amount1Out, 256, out UInt256 amount1) ? amount1 : throw Missing(_columns.Amount1Out);
        poolEvent.Recorded |= PoolEventFields.AmountsOut;
    }

    private void ReadPaid(ref PoolEvent poolEvent)
    {
        bool has0 = _fields.TryUInt256(_columns.Paid0, 256, out UInt256 paid0);
        bool has1 = _fields.TryUInt256(_columns.Paid1, 256, out UInt256 paid1);
        if (has0 && has1)
        {
            poolEvent.Paid0 = paid0;
            poolEvent.Paid1 = paid1;
            poolEvent.Recorded |= PoolEventFields.Paid;
        }
        else if (has0 || has1)
        {
            throw Missing(has0 ? _columns.Paid1 : _columns.Paid0);
        }
    }

    private void ReadRange(ref PoolEvent poolEvent)
    {
        bool isAny = poolEvent.Kind == PoolEventKind.Collect;
        if (_fields.TryUInt256(_columns.TokenId, 64, out UInt256 tokenId))
        {
            poolEvent.TokenId = (ulong)tokenId;
            poolEvent.Recorded |= PoolEventFields.TokenId;
        }
        poolEvent.TickLower = RangeTick(_columns.TickLower, isAny);
        poolEvent.TickUpper = RangeTick(_columns.TickUpper, isAny);
        poolEvent.Recorded |= PoolEventFields.Range;
        (int lower, int upper) = (poolEvent.TickLower, poolEvent.TickUpper);
        if (!isAny && lower >= upper)
        {
            throw _rows.Problem(FormattableString.Invariant($"tick_lower is {lower} and tick_upper is {upper}; the lower one is expected to be below the upper one; repair the row"));
        }
    }

    private int RangeTick(CsvColumn column, bool isAny) =>
        (isAny ? _fields.TryInt24(column, out int tick) : _fields.TryTick(column, out tick)) ? tick : throw Missing(column);

    private void ReadLiquidity(int bits, ref PoolEvent poolEvent)
    {
        poolEvent.Liquidity = _fields.TryUInt256(_columns.Liquidity, bits, out UInt256 liquidity) ? liquidity : throw Missing(_columns.Liquidity);
        poolEvent.Recorded |= PoolEventFields.Liquidity;
    }

    private void ReadStateAfter(ref PoolEvent poolEvent)
    {
        if (_fields.TryUInt256(_columns.SqrtPriceX96, 160, out UInt256 sqrtPriceX96))
        {
            poolEvent.SqrtPriceX96 = sqrtPriceX96;
            poolEvent.Recorded |= PoolEventFields.SqrtPriceX96;
        }
        if (_fields.TryUInt256(_columns.PoolLiquidity, 128, out UInt256 poolLiquidity))
        {
            poolEvent.PoolLiquidity = poolLiquidity;
            poolEvent.Recorded |= PoolEventFields.PoolLiquidity;
        }
        if (_fields.TryTick(_columns.Tick, out int tick))
        {
            poolEvent.Tick = tick;
            poolEvent.Recorded |= PoolEventFields.Tick;
        }
    }

    private void Require(PoolEventFields recorded, PoolEventFields field, CsvColumn column)
    {
        if ((recorded & field) == 0)
        {
            throw Missing(column);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TapeFormatException Missing(CsvColumn column) =>
        _rows.Problem($"{column.Name} is empty in a row with the event {TapeText.Show(_rows[_columns.Event.Index])}; a value is expected there; repair the row");
}
