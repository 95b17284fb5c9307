using System.Globalization;
using System.Text.Json;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Data.Importers;

namespace Tidemark.Data.States;

/// <summary>Reads the values of a pool state's JSON, and makes exceptions that name the file, the line and the path of a value.</summary>
internal ref struct StateJsonReader
{
    private readonly string _file;
    private readonly ReadOnlySpan<byte> _content;
    private Utf8JsonReader _json;
    private string? _list;
    private int _index;
    private string _name = string.Empty;

    /// <summary>Reads from the whole content of a file.</summary>
    public StateJsonReader(string file, ReadOnlySpan<byte> content)
    {
        _file = file;
        _content = content;
        _json = new Utf8JsonReader(content);
    }

    /// <summary>Where the value that was read last begins.</summary>
    public readonly long Offset => _json.TokenStartIndex;

    /// <summary>The kind of the token that was read last.</summary>
    public readonly JsonTokenType TokenType => _json.TokenType;

    /// <summary>Reads the beginning of the file's object.</summary>
    public void BeginObject()
    {
        Read();
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            throw Problem("the file does not begin with an object; a pool state in braces is expected; check the file");
        }
    }

    /// <summary>Goes to the next property of the object; false at its end.</summary>
    public bool TryProperty(out string name)
    {
        Read();
        // Names are compared as they stand: those of a state need no escapes.
        name = _name = _json.TokenType == JsonTokenType.PropertyName ? TapeText.Show(_json.ValueSpan) : string.Empty;
        return _json.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>Passes over the value of the property.</summary>
    public void Skip()
    {
        Read();
        try
        {
            _json.Skip();
        }
        catch (JsonException exception)
        {
            throw NotJson(exception);
        }
    }

    /// <summary>Reads the beginning of a list; false where the value is null.</summary>
    public bool TryBeginList(string name)
    {
        Read();
        if (_json.TokenType == JsonTokenType.Null)
        {
            return false;
        }
        if (_json.TokenType != JsonTokenType.StartArray)
        {
            throw Wrong("a list in brackets");
        }
        _list = name;
        _index = -1;
        return true;
    }

    /// <summary>Goes to the next object of the list; false at its end.</summary>
    public bool TryItem()
    {
        Read();
        _index++;
        _name = string.Empty;
        if (_json.TokenType == JsonTokenType.EndArray)
        {
            _list = null;
            return false;
        }
        return _json.TokenType == JsonTokenType.StartObject ? true : throw Wrong("an object in braces");
    }

    /// <summary>Reads a whole number from <paramref name="least"/> to <paramref name="most"/>; null where the value is null.</summary>
    public long? Integer(long least, long most)
    {
        ReadOnlySpan<byte> text = ReadNumber();
        if (text.IsEmpty)
        {
            return null;
        }
        bool parsed = Int256.TryParse(text, out Int256 value) && value >= least && value <= most;
        return parsed ? (long)(ulong)value.Magnitude * value.Sign
            : throw Wrong(string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));
    }

    /// <summary>Reads a whole number of so many bits, in decimal digits or hexadecimal ones behind 0x; zero where the value is null.</summary>
    public UInt256 Unsigned(int bits)
    {
        ReadOnlySpan<byte> text = ReadNumber();
        if (text.IsEmpty)
        {
            return default;
        }
        return UInt256.TryParse(text, out UInt256 value) && value.BitLength <= bits ? value
            : throw Wrong(string.Create(CultureInfo.InvariantCulture, $"a whole number from 0 to 2^{bits} - 1"));
    }

    /// <summary>As <see cref="Unsigned"/>, for 128 bits.</summary>
    public UInt128 Unsigned128() => (UInt128)Unsigned(128);

    /// <summary>Reads a signed whole number of 128 bits; zero where the value is null.</summary>
    public Int128 Signed128()
    {
        ReadOnlySpan<byte> text = ReadNumber();
        if (text.IsEmpty)
        {
            return 0;
        }
        bool parsed = Int256.TryParse(text, out Int256 value) && value >= Int128Range.Least && value <= Int128Range.Most;
        // The magnitude of the least value does not fit in a positive Int128, so its bits are taken.
        return parsed ? unchecked((Int128)(UInt128)(value.ToTwosComplement() & UInt128.MaxValue))
            : throw Wrong("a whole number from -2^127 to 2^127 - 1");
    }

    /// <summary>Reads an address.</summary>
    public Address Address()
    {
        Read();
        return _json.TokenType == JsonTokenType.String && Amm.Events.Address.TryParse(_json.ValueSpan, out Address address) ? address
            : throw Wrong("an address, 0x and 40 hexadecimal digits");
    }

    /// <summary>Reads to the end of the file, where nothing may follow.</summary>
    public void End()
    {
        try
        {
            _ = _json.Read();
        }
        catch (JsonException exception)
        {
            throw NotJson(exception);
        }
    }

    /// <summary>Makes an exception at the token that was read last.</summary>
    public readonly TapeFormatException Problem(string problem) => Problem(_json.TokenStartIndex, problem);

    /// <summary>Makes an exception at a place in the file.</summary>
    public readonly TapeFormatException Problem(long offset, string problem) =>
        new(_file, _content[..(int)offset].Count((byte)'\n') + 1, problem);

    /// <summary>Makes the exception for a value that is not what it should be.</summary>
    private readonly TapeFormatException Wrong(string expected)
    {
        string item = _list is null ? string.Empty : FormattableString.Invariant($"{_list}[{_index}]");
        string path = item.Length == 0 ? _name : _name.Length == 0 ? item : $"{item}.{_name}";
        string found = _json.TokenType is JsonTokenType.String or JsonTokenType.Number ? $"'{TapeText.Show(_json.ValueSpan)}'" : $"of the kind {_json.TokenType}";
        return Problem($"{path} is {found}; {expected} is expected; repair the value");
    }

    /// <summary>Reads a number or a text; empty where the value is null.</summary>
    private ReadOnlySpan<byte> ReadNumber()
    {
        Read();
        return _json.TokenType switch
        {
            JsonTokenType.Null => [],
            JsonTokenType.Number => _json.ValueSpan,
            JsonTokenType.String when !_json.ValueSpan.IsEmpty => _json.ValueSpan,
            _ => throw Wrong("a whole number"),
        };
    }

    private void Read()
    {
        try
        {
            _ = _json.Read();
        }
        catch (JsonException exception)
        {
            throw NotJson(exception);
        }
    }

    private readonly TapeFormatException NotJson(JsonException exception)
    {
        string message = exception.Message;
        int place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return new TapeFormatException(_file, exception.LineNumber + 1, $"the text is not JSON ({TapeText.Show(place < 0 ? message : message[..place])}); a pool state is expected; check that the file was written completely", exception);
    }
}
