namespace Tidemark.Cli.Explain;

/// <summary>The last price at or before a moment.</summary>
internal static class LatestPrice
{
    private static readonly TimeSpan Stale = TimeSpan.FromDays(7);

    /// <exception cref="CommandInputException">There is none, or it is more than a week old.</exception>
    public static T At<T>(string path, IReadOnlyList<T> prices, Func<DateTimeOffset, int> countUpTo, Func<T, DateTimeOffset> timeOf, long seconds)
    {
        var time = DateTimeOffset.FromUnixTimeSeconds(seconds);
        int count = countUpTo(time);
        return count > 0 && time - timeOf(prices[count - 1]) > Stale
            ? throw new CommandInputException($"{path}: the last price before {time:u} is of {timeOf(prices[count - 1]):u}, more than a week before; give a file that goes on.")
            : count > 0 ? prices[count - 1]
            : throw new CommandInputException($"{path}: the first price is at {timeOf(prices[0]):u}, and one at {time:u} is needed; give a file that begins earlier.");
    }
}
