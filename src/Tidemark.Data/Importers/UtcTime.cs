namespace Tidemark.Data.Importers;

/// <summary>Parses times to seconds since 1970-01-01 UTC.</summary>
internal static class UtcTime
{
    /// <summary>Parses digits (seconds since 1970), or ISO 8601: <c>2024-01-05T00:00:23</c>, with a space for the T, with a fraction of
    /// zeros, with <c>Z</c> or an offset such as <c>+00:00</c>. A time without a zone is UTC.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long seconds)
    {
        seconds = 0;
        if (text.Length < 19 || text[4] != (byte)'-')
        {
            bool parsed = IntegerText.TryParseUInt64(text, out ulong digits) && digits <= long.MaxValue;
            seconds = parsed ? (long)digits : 0;
            return parsed;
        }
        return TryParseDateTime(text[..19], out seconds) && TryParseZone(text[19..], ref seconds);
    }

    /// <summary>Parses <c>2024-01-05 00:00:23</c> or the same with a T, as UTC.</summary>
    private static bool TryParseDateTime(ReadOnlySpan<byte> text, out long seconds)
    {
        seconds = 0;
        if (text[4] != (byte)'-' || text[7] != (byte)'-' || text[10] is not ((byte)'T' or (byte)' ') || text[13] != (byte)':' || text[16] != (byte)':'
            || !IntegerText.TryParseUInt64(text[..4], out ulong year) || !TryParseTwo(text[5..], out int month) || !TryParseTwo(text[8..], out int day)
            || !TryParseTwo(text[11..], out int hour) || !TryParseTwo(text[14..], out int minute) || !TryParseTwo(text[17..], out int second)
            || year == 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth((int)year, month) || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }
        seconds = (new DateTime((int)year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;
        return true;
    }

    private static bool TryParseZone(ReadOnlySpan<byte> text, ref long seconds)
    {
        if (text.Length > 1 && text[0] == (byte)'.')
        {
            int digits = text[1..].IndexOfAnyExcept((byte)'0');
            text = digits < 0 ? [] : text[(1 + digits)..];
        }
        if (text.IsEmpty || text is [(byte)'Z'])
        {
            return true;
        }
        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != (byte)':'
            || !TryParseTwo(text[1..], out int hours) || !TryParseTwo(text[4..], out int minutes) || hours > 23 || minutes > 59)
        {
            return false;
        }
        long offset = (hours * 3600L) + (minutes * 60L);
        seconds -= text[0] == (byte)'-' ? -offset : offset;
        return true;
    }

    private static bool TryParseTwo(ReadOnlySpan<byte> text, out int value)
    {
        bool parsed = char.IsAsciiDigit((char)text[0]) && char.IsAsciiDigit((char)text[1]);
        value = parsed ? ((text[0] - '0') * 10) + text[1] - '0' : 0;
        return parsed;
    }
}
