using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Tidemark.Data.Importers;

/// <summary>Finds the log objects in JSON text, one at a time, so that memory does not grow with the file. The logs stand in an array, in
/// the <c>result</c> of a JSON-RPC response or of several, or one after the other.</summary>
internal sealed class JsonLogStream : IDisposable
{
    /// <summary>The longest log object that is read, in bytes.</summary>
    public const int LongestLog = 4 << 20;

    private static readonly JsonReaderOptions Options = new() { AllowMultipleValues = true };

    private readonly TapeStream _stream;

    // What encloses the current place: arrays and JSON-RPC responses, the innermost last.
    private readonly Stack<JsonTokenType> _enclosing = new();
    private JsonReaderState _state = new(Options);
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
    private int _start;
    private int _filled;
    private bool _endOfFile;
    private long _nextLine = 1;

    /// <summary>Takes over the stream.</summary>
    public JsonLogStream(TapeStream stream)
    {
        _stream = stream;
        Fill();
        _start = _buffer.AsSpan(0, _filled).StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
    }

    /// <summary>The line on which the current log begins, counted from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>How many logs have been found.</summary>
    public long Count { get; private set; }

    /// <summary>Finds the next log; false at the end.</summary>
    /// <param name="log">The object's text, braces included; valid until the next call.</param>
    /// <exception cref="TapeFormatException">The text is not JSON, or not of a form that holds logs.</exception>
    public bool TryRead(out ReadOnlySpan<byte> log)
    {
        log = default;
        while (true)
        {
            Utf8JsonReader reader = new(_buffer.AsSpan(_start, _filled - _start), _endOfFile, _state);
            Step step;
            try
            {
                step = TryStep(ref reader);
            }
            catch (JsonException exception)
            {
                throw NotJson(exception);
            }
            if (step == Step.MoreNeeded)
            {
                if (_endOfFile)
                {
                    return false;
                }
                Fill();
                continue;
            }
            ReadOnlySpan<byte> consumed = _buffer.AsSpan(_start, (int)reader.BytesConsumed);
            int first = step == Step.Log ? consumed.IndexOf((byte)'{') : 0;
            Line = _nextLine + consumed[..first].Count((byte)'\n');
            _nextLine = Line + consumed[first..].Count((byte)'\n');
            _start += consumed.Length;
            _state = reader.CurrentState;
            if (step == Step.Log)
            {
                Count++;
                log = consumed[first..];
                return Utf8.IsValid(log) ? true : throw Problem("the log is not UTF-8 text; UTF-8 is expected; convert the file, for example with iconv");
            }
        }
    }

    /// <summary>Makes an exception at the current log.</summary>
    public TapeFormatException Problem(string problem) =>
        new(_stream.Path, Line, Count == 0 ? problem : FormattableString.Invariant($"log {Count}: {problem}"));

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        byte[] buffer = Interlocked.Exchange(ref _buffer, []);
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private enum Step
    {
        MoreNeeded,
        Passed,
        Log,
    }

    private Step TryStep(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
        {
            return Step.MoreNeeded;
        }
        bool isInResponse = _enclosing.TryPeek(out JsonTokenType innermost) && innermost == JsonTokenType.StartObject;
        switch (reader.TokenType)
        {
            case JsonTokenType.EndArray or JsonTokenType.EndObject:
                _ = _enclosing.Pop();
                return Step.Passed;
            case JsonTokenType.StartArray when _enclosing.Count == 0:
                _enclosing.Push(JsonTokenType.StartArray);
                return Step.Passed;
            case JsonTokenType.StartObject:
                return TryObject(ref reader);
            case JsonTokenType.PropertyName when isInResponse:
                return TryResponseProperty(ref reader);
            default:
                throw Unexpected(ref reader, "a log object, with braces, is expected here");
        }
    }

    private Step TryObject(ref Utf8JsonReader reader)
    {
        if (_enclosing.Contains(JsonTokenType.StartObject))
        {
            return reader.TrySkip() ? Step.Log : Step.MoreNeeded;
        }
        Utf8JsonReader ahead = reader;
        if (!ahead.Read())
        {
            return Step.MoreNeeded;
        }
        // A response and a log can both begin with an id; what follows it decides.
        if (Names(ref ahead, "id"u8) && (!ahead.Read() || !ahead.TrySkip() || !ahead.Read()))
        {
            return Step.MoreNeeded;
        }
        if (Names(ref ahead, "jsonrpc"u8) || Names(ref ahead, "result"u8) || Names(ref ahead, "error"u8))
        {
            _enclosing.Push(JsonTokenType.StartObject);
            return Step.Passed;
        }
        return reader.TrySkip() ? Step.Log : Step.MoreNeeded;
    }

    private Step TryResponseProperty(ref Utf8JsonReader reader)
    {
        bool isResult = Names(ref reader, "result"u8);
        bool isError = Names(ref reader, "error"u8);
        if (!reader.Read())
        {
            return Step.MoreNeeded;
        }
        if (isResult)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                throw Unexpected(ref reader, "the result of eth_getLogs is an array of logs");
            }
            _enclosing.Push(JsonTokenType.StartArray);
            return Step.Passed;
        }
        int valueStart = (int)reader.TokenStartIndex;
        if (!reader.TrySkip())
        {
            return Step.MoreNeeded;
        }
        if (isError && reader.TokenType != JsonTokenType.Null)
        {
            ReadOnlySpan<byte> value = _buffer.AsSpan(_start + valueStart, (int)reader.BytesConsumed - valueStart);
            throw new TapeFormatException(_stream.Path, LineAt(valueStart), $"the node answered with an error: {TapeText.Show(value)}; logs are expected; ask the node again, perhaps for fewer blocks");
        }
        return Step.Passed;
    }

    private static bool Names(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.TokenType == JsonTokenType.PropertyName && reader.ValueSpan.SequenceEqual(name);

    private TapeFormatException Unexpected(ref Utf8JsonReader reader, string expected)
    {
        ReadOnlySpan<byte> text = _buffer.AsSpan(_start, _filled - _start)[(int)reader.TokenStartIndex..];
        return new TapeFormatException(_stream.Path, LineAt((int)reader.TokenStartIndex), $"the text '{TapeText.Show(text[..Math.Min(text.Length, 40)])}' stands where it should not; {expected}; check the file, or --format");
    }

    /// <summary>The line of a byte that has not been consumed.</summary>
    private long LineAt(int offset) => _nextLine + _buffer.AsSpan(_start, offset).Count((byte)'\n');

    private TapeFormatException NotJson(JsonException exception)
    {
        string message = exception.Message;
        int place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return new TapeFormatException(_stream.Path, exception.LineNumber + 1, $"the text is not JSON ({TapeText.Show(place < 0 ? message : message[..place])}); logs as eth_getLogs answers them are expected; the file may be cut off: get it again", exception);
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _filled - _start).CopyTo(_buffer);
            _filled -= _start;
            _start = 0;
        }
        if (_filled == _buffer.Length)
        {
            if (_filled >= LongestLog)
            {
                throw new TapeFormatException(_stream.Path, _nextLine, FormattableString.Invariant($"a log is longer than {LongestLog} bytes; a log of a pool is expected; check the file"));
            }
            byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(0, _filled).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        int read = _stream.Read(_buffer.AsSpan(_filled), _nextLine);
        _filled += read;
        _endOfFile = read == 0;
    }
}
