namespace Tidemark.Data.Importers;

/// <summary>The names of the dialects as <c>--format</c> takes them.</summary>
public static class TapeFormatNames
{
    private static readonly string[] Names = ["csv", "demeter-raw", "demeter-tick", "demeter-pool-tick", "bella", "logs"];

    /// <summary>All names, in the order of the dialects' numbers.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>The dialect's name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The dialect is <see cref="TapeFormat.Unknown"/> or no dialect.</exception>
    public static string NameOf(TapeFormat format) =>
        format is >= TapeFormat.Csv and <= TapeFormat.Logs
            ? Names[(int)format - 1]
            : throw new ArgumentOutOfRangeException(nameof(format), format, "This is not a dialect with a name.");

    /// <summary>Finds the dialect with a name; false, and <see cref="TapeFormat.Unknown"/>, where there is none.</summary>
    public static bool TryParse(string? name, out TapeFormat format)
    {
        int index = Array.IndexOf(Names, name);
        format = (TapeFormat)(index + 1);
        return index >= 0;
    }
}
