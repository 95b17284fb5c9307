using System.Buffers.Text;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;

namespace Tidemark.Data.Importers;

/// <summary>Writes Tidemark's own events CSV, without an allocation per event. What an event did not record stays empty.</summary>
/// <remarks>A V3 tape has the columns <c>paid0,paid1,token_id</c> behind the common ones, a V2 tape <c>amount0_out,amount1_out</c>; what the
/// header says about the pool follows. Lines end with <c>\n</c>. The same events give the same bytes.</remarks>
public sealed class EventsCsvWriter : IDisposable
{
    private const int LongestRow = 2048;

    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly AmmProtocol _protocol;
    private readonly byte[] _constants;
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _length;

    /// <summary>Writes the row that names the columns.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="header">What is known of the pool: the protocol, the address, the fee and the tick spacing are written.</param>
    /// <param name="leaveOpen">Whether the stream stays open when the writer is disposed.</param>
    public EventsCsvWriter(Stream stream, TapeHeader header, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(header);
        _stream = stream;
        _leaveOpen = leaveOpen;
        _protocol = header.Protocol;
        string names = "block_number,block_timestamp,transaction_hash,transaction_index,log_index,event,sender,owner,recipient,tick_lower,tick_upper,"
            + "liquidity,amount0,amount1,sqrt_price_x96,pool_liquidity,tick"
            + (_protocol == AmmProtocol.UniswapV2 ? ",amount0_out,amount1_out" : ",paid0,paid1,token_id");
        string constants = string.Empty;
        Add("pool", header.Pool?.ToString());
        Add("fee_pips", header.FeePips is { } fee ? FormattableString.Invariant($"{fee}") : null);
        Add("tick_spacing", header.TickSpacing is { } spacing ? FormattableString.Invariant($"{spacing}") : null);
        _constants = System.Text.Encoding.ASCII.GetBytes(constants + "\n");
        _stream.Write(System.Text.Encoding.ASCII.GetBytes(names + "\n"));

        void Add(string name, string? value)
        {
            names += value is null ? string.Empty : "," + name;
            constants += value is null ? string.Empty : "," + value;
        }
    }

    /// <summary>Writes an event.</summary>
    /// <exception cref="ArgumentException">A pool of the header's protocol has no such event.</exception>
    public void Write(in PoolEvent poolEvent)
    {
        if (!EventsCsvKinds.BelongsTo(poolEvent.Kind, _protocol))
        {
            throw new ArgumentException($"A {_protocol} pool has no event {poolEvent.Kind}.", nameof(poolEvent));
        }
        if (_buffer.Length - _length < LongestRow)
        {
            Flush();
        }
        PoolEventFields recorded = poolEvent.Recorded;
        Number(poolEvent.Position.BlockNumber);
        Comma();
        if ((recorded & PoolEventFields.Timestamp) != 0)
        {
            _ = Utf8Formatter.TryFormat(poolEvent.TimestampSeconds, Rest, out int written);
            _length += written;
        }
        Comma();
        if ((recorded & PoolEventFields.TransactionHash) != 0)
        {
            Hash(poolEvent.TransactionHash);
        }
        Comma();
        Number(poolEvent.Position.TransactionIndex);
        Comma();
        Number(poolEvent.Position.LogIndex);
        Comma();
        Text(EventsCsvKinds.NameOf(poolEvent.Kind));
        Account(recorded & PoolEventFields.Sender, poolEvent.Sender);
        Account(recorded & PoolEventFields.Owner, poolEvent.Owner);
        Account(recorded & PoolEventFields.Recipient, poolEvent.Recipient);
        Tick(recorded & PoolEventFields.Range, poolEvent.TickLower);
        Tick(recorded & PoolEventFields.Range, poolEvent.TickUpper);
        Amount(recorded & PoolEventFields.Liquidity, poolEvent.Liquidity);
        Amount(recorded & PoolEventFields.Amount0, poolEvent.Amount0);
        Amount(recorded & PoolEventFields.Amount1, poolEvent.Amount1);
        Amount(recorded & PoolEventFields.SqrtPriceX96, poolEvent.SqrtPriceX96);
        Amount(recorded & PoolEventFields.PoolLiquidity, poolEvent.PoolLiquidity);
        Tick(recorded & PoolEventFields.Tick, poolEvent.Tick);
        bool isV2 = _protocol == AmmProtocol.UniswapV2;
        PoolEventFields last = recorded & (isV2 ? PoolEventFields.AmountsOut : PoolEventFields.Paid);
        Amount(last, isV2 ? poolEvent.Amount0Out : poolEvent.Paid0);
        Amount(last, isV2 ? poolEvent.Amount1Out : poolEvent.Paid1);
        if (!isV2)
        {
            Amount(recorded & PoolEventFields.TokenId, (UInt256)poolEvent.TokenId);
        }
        Text(_constants);
    }

    /// <summary>Hands over what has been written so far to the stream, and flushes it.</summary>
    public void Flush()
    {
        _stream.Write(_buffer, 0, _length);
        _length = 0;
        _stream.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Flush();
        if (!_leaveOpen)
        {
            _stream.Dispose();
        }
    }

    private Span<byte> Rest => _buffer.AsSpan(_length);

    private void Comma() => _buffer[_length++] = (byte)',';

    private void Text(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Rest);
        _length += text.Length;
    }

    private void Number(ulong value)
    {
        _ = Utf8Formatter.TryFormat(value, Rest, out int written);
        _length += written;
    }

    private void Hash(in UInt256 value)
    {
        Span<byte> bytes = stackalloc byte[32];
        HexText.WriteWord(value, bytes);
        Hexadecimal(bytes);
    }

    private void Account(PoolEventFields recorded, Address value)
    {
        Comma();
        if (recorded != 0)
        {
            Span<byte> bytes = stackalloc byte[20];
            value.WriteBytes(bytes);
            Hexadecimal(bytes);
        }
    }

    private void Hexadecimal(ReadOnlySpan<byte> bytes)
    {
        Text("0x"u8);
        _ = Convert.TryToHexStringLower(bytes, Rest, out int written);
        _length += written;
    }

    private void Tick(PoolEventFields recorded, int value)
    {
        Comma();
        if (recorded != 0)
        {
            _ = Utf8Formatter.TryFormat(value, Rest, out int written);
            _length += written;
        }
    }

    private void Amount(PoolEventFields recorded, in UInt256 value)
    {
        Comma();
        if (recorded != 0)
        {
            _ = value.TryFormat(Rest, out int written);
            _length += written;
        }
    }

    private void Amount(PoolEventFields recorded, in Int256 value)
    {
        Comma();
        if (recorded != 0)
        {
            _ = value.TryFormat(Rest, out int written);
            _length += written;
        }
    }
}
