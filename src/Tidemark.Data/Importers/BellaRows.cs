using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;

namespace Tidemark.Data.Importers;

/// <summary>The rows of one table of a <see cref="BellaDatabase"/>. Columns are numbered in the order in which they were asked for; the
/// first is the row's id.</summary>
internal sealed class BellaRows : IDisposable
{
    private readonly BellaDatabase _database;
    private readonly string _table;
    private readonly string[] _columns;
    private readonly SqliteCommand _command;
    private readonly SqliteDataReader _reader;

    /// <summary>Starts a query for the columns of a table.</summary>
    /// <exception cref="TapeFormatException">The database lacks the table or one of the columns.</exception>
    public BellaRows(BellaDatabase database, string table, string[] columns, string order)
    {
        _database = database;
        _table = table;
        _columns = columns;
        RequireColumns();
        _command = database.CreateCommand();
        bool started = false;
        try
        {
#pragma warning disable CA2100 // The text is made of this assembly's constants.
            _command.CommandText = $"SELECT {string.Join(", ", columns)} FROM {table} {order}";
#pragma warning restore CA2100
            _reader = _command.ExecuteReader();
            started = true;
        }
        catch (SqliteException exception)
        {
            throw database.Damaged(exception);
        }
        finally
        {
            if (!started)
            {
                _command.Dispose();
            }
        }
    }

    /// <summary>Goes to the next row; false at the end.</summary>
    public bool TryRead()
    {
        try
        {
            return _reader.Read();
        }
        catch (SqliteException exception)
        {
            throw _database.Damaged(exception);
        }
    }

    /// <summary>Reads a whole number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public long Integer(int column, long least, long most) =>
        Value(column) is long value && value >= least && value <= most ? value
            : throw Wrong(column, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));

    /// <summary>Reads a whole number of so many bits, stored as text.</summary>
    public UInt256 Unsigned(int column, int bits) =>
        IntegerText.TryParseUInt256(Text(column), out UInt256 value) && value.BitLength <= bits ? value
            : throw Wrong(column, string.Create(CultureInfo.InvariantCulture, $"a whole number from 0 to 2^{bits} - 1"));

    /// <summary>Reads a signed whole number of 256 bits, stored as text.</summary>
    public Int256 Signed(int column) =>
        IntegerText.TryParseInt256(Text(column), out Int256 value) ? value : throw Wrong(column, "a whole number from -2^255 to 2^255 - 1");

    /// <summary>Reads an address.</summary>
    public Address Address(int column) =>
        Amm.Events.Address.TryParse(Text(column), out Address value) ? value : throw Wrong(column, "an address, 0x and 40 hexadecimal digits");

    /// <summary>Reads a time in UTC, as seconds since 1970-01-01.</summary>
    public long Time(int column) => UtcTime.TryParse(Text(column), out long seconds) ? seconds : throw Wrong(column, "a time like 2021-11-08 23:54:33");

    /// <summary>Whether the field holds this text.</summary>
    public bool Holds(int column, ReadOnlySpan<byte> text) => text.SequenceEqual(Text(column));

    /// <summary>Makes the exception for a field with a wrong value.</summary>
    public TapeFormatException Wrong(int column, string expected)
    {
        string found = Value(column) switch
        {
            null => "missing",
            byte[] => "binary",
            object value => $"'{TapeText.Show(Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty)}'",
        };
        return Problem($"{_columns[column]} is {found}; {expected} is expected; repair the row");
    }

    /// <summary>Makes an exception at the current row.</summary>
    public TapeFormatException Problem(string problem) =>
        _database.Problem($"table {_table}, row id {Convert.ToString(Value(0), CultureInfo.InvariantCulture)}: {problem}");

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _command.Dispose();
    }

    private ReadOnlySpan<byte> Text(int column) => Value(column) switch
    {
        string text => Encoding.UTF8.GetBytes(text),
        long number => Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)),
        _ => default,
    };

    private object? Value(int column)
    {
        try
        {
            return _reader.IsDBNull(column) ? null : _reader.GetValue(column);
        }
        catch (SqliteException exception)
        {
            throw _database.Damaged(exception);
        }
    }

    private void RequireColumns()
    {
        HashSet<string> found = new(StringComparer.OrdinalIgnoreCase);
        try
        {
            using SqliteCommand command = _database.CreateCommand();
            command.CommandText = "SELECT name FROM pragma_table_info($table)";
            command.Parameters.AddWithValue("$table", _table);
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                found.Add(reader.GetString(0));
            }
        }
        catch (SqliteException exception)
        {
            throw _database.Damaged(exception);
        }
        if (found.Count == 0)
        {
            throw _database.Problem($"there is no table {_table}; an event database of Bella's uniswap-v3-simulator is expected; check the file");
        }
        foreach (string column in _columns)
        {
            if (!found.Contains(column))
            {
                throw _database.Problem($"the table {_table} has no column {column}; an event database of Bella's uniswap-v3-simulator is expected; check the file");
            }
        }
    }
}
