using Tidemark.Cli.Output;
using Tidemark.Cli.Pairs;
using Tidemark.Data.Importers.Prices;
using Tidemark.Tests.Analytics.Statistics;

namespace Tidemark.Tests.Cli.Pairs;

public sealed class PairStatisticsTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    private static readonly PairsRequest Request = new()
    {
        Files = [],
        Names = [],
        Crosses = true,
        FiltersBadPrints = false,
        PeriodsPerYear = null,
        EwmaLambda = 0.94,
        Explains = false,
        Output = OutputFormat.Json,
    };

    [Fact]
    public void Compare_EqualLosses_StayInTheirOrder()
    {
        double[] calm = new Walk(1).Prices(20, 0.001);
        double[] wild = new Walk(2).Prices(20, 0.1);
        PairsReport report = PairStatistics.Compare([Named("wild", wild), Named("b", calm), Named("a", calm)], Request with { Crosses = false });
        Assert.Equal(["b", "a", "wild"], report.Pairs.Select(static pair => pair.Pair));
    }

    [Fact]
    public void Compare_CrossTurnedOver_HasTheSameVolatilityAndHalfLife()
    {
        double[] prices = new Walk(3).Reverting(500, 0.8, 0.01, level: 2);
        double[] others = new Walk(4).Reverting(500, 0.7, 0.02, level: 5);
        PairReport cross = Cross(Named("a", prices), Named("b", others));
        PairReport turned = Cross(Named("b", others), Named("a", prices));
        Assert.Equal(("a / b", "b / a"), (cross.Pair, turned.Pair));
        foreach (string name in (string[])["volatilityAnnualFraction", "volatilityEwmaAnnualFraction", "halfLifeDays", "expectedYearlyLossFraction", "correlation"])
        {
            Assert.Equal(Figure(cross, name), Figure(turned, name), 1e-9 * Math.Abs(Figure(cross, name)));
        }
        // The two slopes of a regression multiply to the square of the correlation.
        Assert.Equal(Math.Pow(Figure(cross, "correlation"), 2), Figure(cross, "beta") * Figure(turned, "beta"), 1e-12);
    }

    [Fact]
    public void Compare_CrossOfFilesThatOverlap_CountsOnlyWhatBothHave()
    {
        PricedFile first = Named("a", new Walk(5).Prices(100, 0.01));
        PricedFile second = Named("b", new Walk(6).Prices(100, 0.01)) with
        {
            Bars = [.. new Walk(6).Prices(100, 0.01).Select((price, i) => Bar(i + 60, price))],
            BadPrints = [Bad(70), Bad(150)],
        };
        PairReport cross = Cross(first, second);
        Assert.Equal((40, 1), (Figure(cross, "observations"), Figure(cross, "badPrintCount")));
        Assert.Equal((Start.AddHours(60), Start.AddHours(99), TimeSpan.FromHours(1)), (cross.From, cross.To, cross.Interval));
        Assert.Equal([Bad(70)], cross.BadPrints);
    }

    [Fact]
    public void Compare_GapsBetweenPrices_AreCountedAndNotPartOfTheInterval()
    {
        int[] hours = [0, 1, 2, 4, 5, 6, 7, 30, 31, 32];
        PricedFile file = Named("a", new Walk(7).Prices(10, 0.01));
        PairReport pair = PairStatistics.Compare([file with { Bars = [.. file.Bars.Zip(hours, static (bar, hour) => bar with { Time = Start.AddHours(hour) })] }], Request).Pairs[0];
        Assert.Equal(TimeSpan.FromHours(1), pair.Interval);
        Assert.Equal((2, 8760), (Figure(pair, "longerSteps"), Figure(pair, "periodsPerYear")));
        Assert.Equal(["a: 2 of 9 steps are longer than the interval, and count as one return each."], pair.Notes);
    }

    private static PairReport Cross(PricedFile first, PricedFile second) =>
        PairStatistics.Compare([first, second], Request).Pairs.Single(static pair => pair.Files.Count == 2);

    private static double Figure(PairReport pair, string name) => pair.Figures.Concat(pair.Details).Single(figure => figure.Name == name).Value!.Value;

    private static PricedFile Named(string name, double[] prices) =>
        new() { Name = name, Path = name + ".csv", Bars = [.. prices.Select(static (price, i) => Bar(i, price))], BadPrints = [], WidenedBars = 0 };

    private static PriceBar Bar(int hour, double price) => new(Start.AddHours(hour), price, price, price, price, false, null);

    private static FoundBadPrint Bad(int hour) => new("b.csv", hour, Start.AddHours(hour), 56, 1);
}
