using System.Globalization;
using System.Text;

namespace Tidemark.Data.Importers.Prices;

/// <summary>Parses the times of price files.</summary>
internal static class PriceTime
{
    public const string Description = "a time like 2024-01-05T00:00:00Z, or seconds or milliseconds since 1970";

    // Later than the year 5000 as seconds, earlier than 1974 as milliseconds.
    private const ulong FirstMilliseconds = 100_000_000_000;
    private const ulong LastMilliseconds = 99_999_999_999_999;

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFF 'UTC'",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd", "yyyyMMdd",
    ];

    /// <summary>Parses ISO 8601, as a date or with a time behind <c>T</c> or a space, with a fraction, with <c>Z</c>, <c> UTC</c> or an
    /// offset; or digits, seconds or milliseconds since 1970 by their size. A time without a zone is UTC.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        if (DateTimeOffset.TryParseExact(Encoding.UTF8.GetString(text), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time))
        {
            return true;
        }
        if (!IntegerText.TryParseUInt64(text, out ulong number) || number > LastMilliseconds)
        {
            return false;
        }
        time = number < FirstMilliseconds ? DateTimeOffset.FromUnixTimeSeconds((long)number) : DateTimeOffset.FromUnixTimeMilliseconds((long)number);
        return true;
    }

    /// <summary>Whether the text of a time says its zone: digits since 1970, <c>Z</c>, <c> UTC</c> or an offset do, and a date or a time without them does not.</summary>
    public static bool HasZone(ReadOnlySpan<byte> text) =>
        text.IndexOf((byte)'-') < 0
            ? text.Length != "yyyyMMdd".Length
            : text.EndsWith("Z"u8) || text.EndsWith("UTC"u8) || text["yyyy-MM-dd".Length..].IndexOfAny((byte)'+', (byte)'-') >= 0;
}
