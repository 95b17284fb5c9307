using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;

namespace Tidemark.Data.Importers;

/// <summary>Reads the raw logs that demeter-fetch writes, with the pool's log alone or beside the position manager's.</summary>
/// <remarks>Where the position manager's logs stand beside, demeter-fetch joins the two by transaction, so that a pool's log can stand in
/// several rows one after the other. Such repetitions are passed over and counted.</remarks>
internal sealed class DemeterRawSource : ITapeSource
{
    private readonly CsvRows _rows;
    private readonly CsvFields _fields;
    private readonly PoolLogDecoder _decoder = new();
    private readonly bool _isJoined;
    private readonly CsvColumn _blockNumber;
    private readonly CsvColumn _blockTimestamp;
    private readonly CsvColumn _transactionHash;
    private readonly CsvColumn _transactionIndex;
    private readonly CsvColumn _logIndex;
    private readonly CsvColumn _topics;
    private readonly CsvColumn _data;
    private PoolEvent _last;
    private long _repetitionCount;

    /// <summary>Takes over the stream.</summary>
    public DemeterRawSource(TapeStream stream)
    {
        _rows = new CsvRows(stream);
        _fields = new CsvFields(_rows);
        _isJoined = _rows.IndexOf("pool_topics") >= 0;
        _blockNumber = Required("block_number");
        _blockTimestamp = Required("block_timestamp");
        _transactionHash = Required("transaction_hash");
        _transactionIndex = Required(_isJoined ? "pool_tx_index" : "transaction_index");
        _logIndex = Required(_isJoined ? "pool_log_index" : "log_index");
        _topics = Required(_isJoined ? "pool_topics" : "topics");
        _data = Required(_isJoined ? "pool_data" : "data");

        CsvColumn Required(string name) => CsvColumn.Required(_rows, name, TapeFormat.DemeterRaw);
    }

    /// <inheritdoc/>
    public TapeHeader Header => new()
    {
        Protocol = _decoder.Protocol ?? AmmProtocol.UniswapV3,
        Format = TapeFormatNames.NameOf(TapeFormat.DemeterRaw),
    };

    /// <inheritdoc/>
    public long SkippedCount => _decoder.SkippedCount + _repetitionCount;

    /// <inheritdoc/>
    public bool TryRead(ref PoolEvent poolEvent)
    {
        Span<byte> topics = stackalloc byte[PoolLogDecoder.MostTopics * 32];
        while (_rows.TryRead())
        {
            poolEvent = new PoolEvent
            {
                Position = new EventPosition(_fields.RequireUInt64(_blockNumber), _fields.RequireUInt32(_transactionIndex), _fields.RequireUInt32(_logIndex)),
                TimestampSeconds = _fields.TryTime(_blockTimestamp, out long seconds) ? seconds : throw _fields.Wrong(_blockTimestamp, [], "a time"),
                TransactionHash = _fields.TryHash(_transactionHash, out UInt256 hash) ? hash : throw _fields.Wrong(_transactionHash, [], "a hash"),
                Recorded = PoolEventFields.Timestamp | PoolEventFields.TransactionHash,
            };
            int length = ReadTopics(topics);
            if (_decoder.TryDecode(topics[..length], _rows[_data.Index], ref poolEvent, out string? problem))
            {
                if (_isJoined && poolEvent == _last)
                {
                    _repetitionCount++;
                    continue;
                }
                _last = poolEvent;
                return true;
            }
            if (problem is not null)
            {
                throw _rows.Problem(problem);
            }
        }
        return false;
    }

    /// <inheritdoc/>
    public TapeFormatException ProblemHere(string problem) => _rows.Problem(problem);

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();

    /// <summary>Reads a list as Python or numpy prints it, <c>['0x…', '0x…']</c>, into bytes; how many.</summary>
    private int ReadTopics(Span<byte> topics)
    {
        ReadOnlySpan<byte> text = _rows[_topics.Index];
        ReadOnlySpan<byte> rest = text.Trim("[]"u8);
        int length = 0;
        while (true)
        {
            rest = rest.TrimStart("'\", \r\n"u8);
            if (rest.IsEmpty)
            {
                return length;
            }
            if (rest.Length < 66 || length == topics.Length || !HexText.TryParseBytes(rest[..66], topics[length..], out int written) || written != 32)
            {
                throw _fields.Wrong(_topics, text, "a list of at most four words like ['0x…', '0x…'] with 64 hexadecimal digits each");
            }
            length += written;
            rest = rest[66..];
        }
    }
}
