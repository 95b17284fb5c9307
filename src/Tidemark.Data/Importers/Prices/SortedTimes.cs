namespace Tidemark.Data.Importers.Prices;

/// <summary>Finds a time among ascending ones.</summary>
internal static class SortedTimes
{
    /// <summary>How many rows are of a time or of before it, by bisection.</summary>
    public static int CountUpTo<T>(IReadOnlyList<T> rows, Func<T, DateTimeOffset> timeOf, DateTimeOffset time)
    {
        (int low, int high) = (0, rows.Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = timeOf(rows[middle]) <= time ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
