namespace Tidemark.Data.Importers;

/// <summary>A column that a dialect reads.</summary>
/// <param name="Index">Its place, or -1 where the file does not have it.</param>
/// <param name="Name">Its name in the first row, for messages.</param>
internal readonly record struct CsvColumn(int Index, string Name)
{
    /// <summary>A column that the file may lack.</summary>
    public static CsvColumn Optional(CsvRows rows, string name) => new(rows.IndexOf(name), name);

    /// <summary>The column with the first of these names that the file has; without a place, and with the first name, where it has none.</summary>
    public static CsvColumn FirstOf(CsvRows rows, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (rows.IndexOf(name) is >= 0 and int index)
            {
                return new CsvColumn(index, name);
            }
        }
        return new CsvColumn(-1, names[0]);
    }

    /// <summary>A column that the file must have.</summary>
    /// <exception cref="TapeFormatException">The file does not have it.</exception>
    public static CsvColumn Required(CsvRows rows, string name, TapeFormat format) => new(rows.Require(name, format), name);
}
