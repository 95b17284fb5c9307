using Tidemark.Amm.Events;
using Tidemark.Data.Importers;
using Tidemark.Data.Importers.Minutes;

namespace Tidemark.Tests.Data.Importers.Minutes;

public sealed class MinuteBarsTests
{
    private const string Header = "timestamp,netAmount0,netAmount1,closeTick,openTick,lowestTick,highestTick,inAmount0,inAmount1,currentLiquidity";

    [Fact]
    public void Read_TheRecordedDays_HasEveryMinuteAndWidensTheBadRows()
    {
        string[] files = Directory.GetFiles(SharedData.Path("uniswap-v3", "minute-bars"));
        Assert.Equal(5, files.Length);
        MinuteBars[] days = [.. files.Select(MinuteBars.Read)];
        Assert.All(days, static day => Assert.InRange(day.Bars.Count, 1430, 1440));
        // The data's own description counts 89 rows whose close lies outside; opens lie outside in others.
        int closes = files.SelectMany(static file => File.ReadLines(file).Skip(1)).Select(static line => line.Split(',')).Count(static row => int.Parse(row[3], null) < int.Parse(row[5], null) || int.Parse(row[3], null) > int.Parse(row[6], null));
        Assert.Equal(89, closes);
        Assert.InRange(days.Sum(static day => day.WidenedCount), 89, 200);
        Assert.All(days.SelectMany(static day => day.Bars), static bar => Assert.InRange(bar.CloseTick, bar.LowestTick, bar.HighestTick));
    }

    [Fact]
    public void Read_ARow_HasItsNumbers()
    {
        MinuteBars bars = Parse($"{Header}\n2023-08-13 00:54:00,3097310593,-1674579374856570921,201098,201097,201097,201097,3097310593,0,2361318263483826857\n");
        Assert.Equal(new MinuteBar(1691888040, 201097, 201098, 201098, 3097310593UL, 0UL, 2361318263483826857), Assert.Single(bars.Bars));
        Assert.Equal(1, bars.WidenedCount);
    }

    [Theory]
    [InlineData("2023-08-13 00:00:00,0,0,5,5,6,4,0,0,1\n", "lowestTick is 6 and highestTick is 4")]
    [InlineData("2023-08-13 00:00:00,0,0,5,5,5,5,-1,0,1\n", "inAmount0 is '-1'")]
    [InlineData("2023-08-13 00:00:00,0,0,5,5,5,5,1,0,\n", "currentLiquidity is empty")]
    [InlineData("2023-08-13 00:00:00,0,0,9000000,5,5,5,1,0,1\n", "closeTick is '9000000'")]
    [InlineData("yesterday,0,0,5,5,5,5,1,0,1\n", "timestamp is 'yesterday'")]
    [InlineData("2023-08-13 00:01:00,0,0,5,5,5,5,1,0,1\n2023-08-13 00:01:00,0,0,5,5,5,5,1,0,1\n", "not after that of the row before")]
    [InlineData("", "holds no bars")]
    public void Read_Damaged_NamesLineAndRemedy(string rows, string message) =>
        Assert.Contains(message, Assert.Throws<TapeFormatException>(() => Parse($"{Header}\n{rows}")).Message, StringComparison.Ordinal);

    [Fact]
    public void AreIn_OtherFiles_IsFalse()
    {
        Assert.True(MinuteBars.AreIn(Directory.GetFiles(SharedData.Path("uniswap-v3", "minute-bars"))[0]));
        Assert.False(MinuteBars.AreIn(Path.Combine(SharedData.RepositoryRoot, "samples", "world-v3.csv")));
        Assert.False(MinuteBars.AreIn("/no/such/file.csv"));
    }

    private static MinuteBars Parse(string content)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, content);
            return MinuteBars.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
