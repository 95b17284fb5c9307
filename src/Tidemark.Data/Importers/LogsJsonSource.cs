using System.Text.Json;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;

namespace Tidemark.Data.Importers;

/// <summary>Reads the logs of one contract as <c>eth_getLogs</c> answers them.</summary>
/// <remarks>Neither the names nor the hexadecimal texts of a log need JSON escapes, so they are compared as they stand.</remarks>
internal sealed class LogsJsonSource : ITapeSource
{
    private readonly JsonLogStream _logs;
    private readonly PoolLogDecoder _decoder = new();
    private readonly byte[] _topics = new byte[PoolLogDecoder.MostTopics * 32];
    private Address? _pool;

    /// <summary>Takes over the stream.</summary>
    public LogsJsonSource(TapeStream stream) => _logs = new JsonLogStream(stream);

    /// <inheritdoc/>
    public TapeHeader Header => new()
    {
        Protocol = _decoder.Protocol ?? AmmProtocol.UniswapV3,
        Format = TapeFormatNames.NameOf(TapeFormat.Logs),
        Pool = _pool,
    };

    /// <inheritdoc/>
    public long SkippedCount => _decoder.SkippedCount;

    /// <inheritdoc/>
    public bool TryRead(ref PoolEvent poolEvent)
    {
        while (_logs.TryRead(out ReadOnlySpan<byte> log))
        {
            poolEvent = default;
            ReadOnlySpan<byte> data = ReadLog(log, ref poolEvent, out int topicsLength);
            if (_decoder.TryDecode(_topics.AsSpan(0, topicsLength), data, ref poolEvent, out string? problem))
            {
                return true;
            }
            if (problem is not null)
            {
                throw _logs.Problem(problem);
            }
        }
        return false;
    }

    /// <inheritdoc/>
    public TapeFormatException ProblemHere(string problem) => _logs.Problem(problem);

    /// <inheritdoc/>
    public void Dispose() => _logs.Dispose();

    /// <summary>Reads everything but the meaning of the log. Its data, as hexadecimal text.</summary>
    private ReadOnlySpan<byte> ReadLog(ReadOnlySpan<byte> log, ref PoolEvent poolEvent, out int topicsLength)
    {
        ReadOnlySpan<byte> data = default;
        ulong? block = null;
        ulong? transaction = null;
        ulong? logIndex = null;
        Address? address = null;
        topicsLength = -1;
        Utf8JsonReader reader = new(log);
        _ = reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueSpan.SequenceEqual("blockNumber"u8))
            {
                block = ReadQuantity(ref reader, "blockNumber", ulong.MaxValue);
            }
            else if (reader.ValueSpan.SequenceEqual("transactionIndex"u8))
            {
                transaction = ReadQuantity(ref reader, "transactionIndex", uint.MaxValue);
            }
            else if (reader.ValueSpan.SequenceEqual("logIndex"u8))
            {
                logIndex = ReadQuantity(ref reader, "logIndex", uint.MaxValue);
            }
            else if (reader.ValueSpan.SequenceEqual("address"u8))
            {
                address = ReadAddress(ref reader);
            }
            else if (reader.ValueSpan.SequenceEqual("topics"u8))
            {
                topicsLength = ReadTopics(ref reader);
            }
            else if (reader.ValueSpan.SequenceEqual("data"u8))
            {
                _ = reader.Read();
                data = reader.TokenType == JsonTokenType.String ? reader.ValueSpan : throw Wrong(ref reader, "data", "hexadecimal text");
            }
            else if (reader.ValueSpan.SequenceEqual("transactionHash"u8))
            {
                ReadHash(ref reader, ref poolEvent);
            }
            else if (reader.ValueSpan.SequenceEqual("blockTimestamp"u8))
            {
                ReadTimestamp(ref reader, ref poolEvent);
            }
            else if (reader.ValueSpan.SequenceEqual("removed"u8))
            {
                RefuseRemoved(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
        poolEvent.Position = new EventPosition(
            block ?? throw Missing("blockNumber"), (uint)(transaction ?? throw Missing("transactionIndex")), (uint)(logIndex ?? throw Missing("logIndex")));
        RequireOnePool(address ?? throw Missing("address"));
        return topicsLength < 0 ? throw Missing("topics") : data;
    }

    private void RequireOnePool(Address address)
    {
        _pool ??= address;
        if (_pool != address)
        {
            throw _logs.Problem($"the log is of the contract {address}, and those before are of {_pool}; logs of one pool are expected; write one file a pool");
        }
    }

    private ulong? ReadQuantity(ref Utf8JsonReader reader, string name, ulong most)
    {
        _ = reader.Read();
        ulong value = 0;
        bool parsed = reader.TokenType switch
        {
            JsonTokenType.Null => false,
            JsonTokenType.Number => reader.TryGetUInt64(out value),
            JsonTokenType.String => HexText.TryParseQuantity(reader.ValueSpan, out value),
            _ => false,
        };
        return parsed && value <= most ? value : throw Wrong(ref reader, name, "a number like 0x1b4");
    }

    private Address ReadAddress(ref Utf8JsonReader reader)
    {
        _ = reader.Read();
        return reader.TokenType == JsonTokenType.String && Address.TryParse(reader.ValueSpan, out Address address) ? address
            : throw Wrong(ref reader, "address", "0x and 40 hexadecimal digits");
    }

    private int ReadTopics(ref Utf8JsonReader reader)
    {
        int length = 0;
        bool isList = reader.Read() && reader.TokenType == JsonTokenType.StartArray;
        while (isList && reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            int written = 0;
            bool parsed = reader.TokenType == JsonTokenType.String && length < _topics.Length
                && HexText.TryParseBytes(reader.ValueSpan, _topics.AsSpan(length, 32), out written) && written == 32;
            length = parsed ? length + written : throw Wrong(ref reader, "topics", "at most four texts of 0x and 64 hexadecimal digits");
        }
        return isList ? length : throw Wrong(ref reader, "topics", "an array");
    }

    private void ReadHash(ref Utf8JsonReader reader, ref PoolEvent poolEvent)
    {
        _ = reader.Read();
        poolEvent.TransactionHash = reader.TokenType == JsonTokenType.String && HexText.TryParseWord(reader.ValueSpan, out UInt256 hash) ? hash
            : throw Wrong(ref reader, "transactionHash", "0x and 64 hexadecimal digits");
        poolEvent.Recorded |= PoolEventFields.TransactionHash;
    }

    private void ReadTimestamp(ref Utf8JsonReader reader, ref PoolEvent poolEvent)
    {
        Utf8JsonReader ahead = reader;
        if (ahead.Read() && ahead.TokenType == JsonTokenType.Null)
        {
            reader = ahead;
            return;
        }
        poolEvent.TimestampSeconds = (long)ReadQuantity(ref reader, "blockTimestamp", long.MaxValue).GetValueOrDefault();
        poolEvent.Recorded |= PoolEventFields.Timestamp;
    }

    private void RefuseRemoved(ref Utf8JsonReader reader)
    {
        _ = reader.Read();
        if (reader.TokenType == JsonTokenType.True)
        {
            throw _logs.Problem("removed is true: the chain dropped this log in a reorganisation; logs that stayed are expected; get the logs again from final blocks");
        }
        if (reader.TokenType is not (JsonTokenType.False or JsonTokenType.Null))
        {
            throw Wrong(ref reader, "removed", "true or false");
        }
    }

    private TapeFormatException Wrong(ref Utf8JsonReader reader, string name, string expected) =>
        _logs.Problem(reader.TokenType is JsonTokenType.String or JsonTokenType.Number
            ? $"{name} is '{TapeText.Show(reader.ValueSpan)}'; {expected} is expected; get the log again"
            : $"{name} is of the kind {reader.TokenType}; {expected} is expected; get the log again");

    private TapeFormatException Missing(string name) =>
        _logs.Problem($"the log has no {name}; a log as eth_getLogs answers it is expected; get the log again");
}
