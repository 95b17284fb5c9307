using System.Globalization;
using System.IO.Compression;
using Tidemark.Analytics.Statistics;
using Tidemark.Data.Importers.Prices;

namespace Tidemark.Tests.Analytics.Statistics;

public sealed class BadPrintsTests
{
    [Fact]
    public void Find_RecordedPrices_FindsTheOneBadPrintAndNoCrash()
    {
        List<string> found = [];
        int count = 0;
        foreach (string path in Files())
        {
            PriceSeries series = PriceSeries.Read(path);
            count += series.Bars.Count;
            foreach (BadPrint bad in BadPrints.Find([.. series.Bars.Select(static bar => bar.Close)]))
            {
                found.Add(FormattableString.Invariant($"{Path.GetFileName(path)}:{series.Lines[bad.Index]}: {bad.Value:F2}, expected {bad.Expected:F4}"));
            }
        }
        Assert.Equal(["DAI-USDT-2022-04-02-to-2022-06-01.csv:246: 56.13, expected 0.9997"], found);
        Assert.True(count > 25_000, $"{count} prices");
    }

    [Fact]
    public void Find_TwoYearsOfSwaps_FindsNone()
    {
        using GZipStream stream = new(File.OpenRead(SharedData.Path("uniswap-v3", "wbtc-weth-history", "swaps-2021-05-04-to-2023-04-08.csv.gz")), CompressionMode.Decompress);
        using StreamReader reader = new(stream);
        Assert.StartsWith("block_number,tick,", reader.ReadLine(), StringComparison.Ordinal);
        List<double> prices = [];
        while (reader.ReadLine() is { } line)
        {
            prices.Add(Math.Pow(1.0001, int.Parse(line.Split(',')[1], CultureInfo.InvariantCulture)));
        }
        Assert.Equal(161_984, prices.Count);
        Assert.Empty(BadPrints.Find(prices.ToArray()));
    }

    [Fact]
    public void Find_PrintsPlantedInRecordedPrices_AreFoundAtTheirPlaces()
    {
        Random random = new(13);
        foreach (string path in Files())
        {
            double[] prices = [.. PriceSeries.Read(path).Bars.Select(static bar => bar.Close)];
            int[] known = [.. BadPrints.Find(prices).Select(static bad => bad.Index)];
            int[] places = [.. Enumerable.Range(1, 20).Select(i => (i * prices.Length / 22) + random.Next(prices.Length / 50)).Except(known)];
            double[] original = [.. prices];
            foreach (int place in places)
            {
                prices[place] *= Math.Pow(10, random.Next(2) == 0 ? 2 : -2);
            }
            IReadOnlyList<BadPrint> found = BadPrints.Find(prices);
            Assert.Equal(places.Concat(known).Order(), found.Select(static bad => bad.Index));
            Assert.All(found, bad => Assert.Equal(prices[bad.Index], bad.Value));
            Assert.All(found.Where(bad => places.Contains(bad.Index)), bad => Assert.InRange(bad.Expected / original[bad.Index], 0.7, 1.4));
        }
    }

    [Fact]
    public void Find_MovesOfTheMarket_AreNone()
    {
        double[] calm = [.. Enumerable.Repeat(1.0, 40)];
        double[] low = [.. Enumerable.Repeat(0.1, 40)];
        Assert.Empty(BadPrints.Find([.. calm, .. low]));
        Assert.Empty(BadPrints.Find([.. calm, .. low, .. calm]));
        Assert.Empty(BadPrints.Find([.. calm, 0.5, 0.2, 0.5, .. calm]));
        Assert.Empty(BadPrints.Find([.. calm, 0.3, 0.3, .. calm]));
        Assert.Empty(BadPrints.Find([.. calm, 1.1, .. calm]));
        // A print at an end may be the beginning of a move.
        Assert.Empty(BadPrints.Find([56, .. calm, 56]));
        Assert.Equal([new BadPrint(40, 0.3, 1)], BadPrints.Find([.. calm, 0.3, .. calm]));
        Assert.Equal([new BadPrint(1, 56, 1), new BadPrint(40, 56, 1)], BadPrints.Find([1, 56, .. calm[2..], 56, 1]));
    }

    [Fact]
    public void Find_WildMarket_AllowsWhatACalmOneDoesNot()
    {
        double[] wild = [.. Enumerable.Range(0, 61).Select(static i => Math.Exp(0.02 * (i % 2 == 0 ? 1 : -1)))];
        double[] calm = [.. Enumerable.Range(0, 61).Select(static i => Math.Exp(0.002 * (i % 2 == 0 ? 1 : -1)))];
        (wild[30], calm[30]) = (Math.Exp(0.4), Math.Exp(0.4));
        // Returns are 0.04 and 0.004, of which ten are allowed besides the floor of 0.1: 0.5 and 0.14 from the median, which is 0.
        Assert.Empty(BadPrints.Find(wild));
        Assert.Single(BadPrints.Find(calm));
        wild[30] = Math.Exp(0.53);
        Assert.Single(BadPrints.Find(wild));
        calm[30] = Math.Exp(0.138);
        Assert.Empty(BadPrints.Find(calm));
    }

    [Fact]
    public void Find_MarketThatRises_AllowsNoMoreThanOneThatStands()
    {
        double[] rising = [.. Enumerable.Range(0, 61).Select(static i => Math.Exp(0.03 * i))];
        rising[30] *= 2;
        Assert.Equal([30], BadPrints.Find(rising).Select(static bad => bad.Index));
    }

    [Fact]
    public void Find_OtherUnitOrInversePrice_FindsTheSame()
    {
        double[] prices = VolatilityTests.Closes("DAI-USDT-2022-04-02-to-2022-06-01.csv");
        int[] expected = [244];
        Assert.Equal(expected, BadPrints.Find(prices).Select(static bad => bad.Index));
        Assert.Equal(expected, BadPrints.Find([.. prices.Select(static price => price * 1e12)]).Select(static bad => bad.Index));
        Assert.Equal(expected, BadPrints.Find([.. prices.Select(static price => 1 / price)]).Select(static bad => bad.Index));
    }

    [Fact]
    public void Find_FewPrices_SaysNothing()
    {
        Assert.Empty(BadPrints.Find([]));
        Assert.Empty(BadPrints.Find([1, 56, 1]));
        Assert.Empty(BadPrints.Find([1, 1, 1, 1, 56, 1, 1, 1, 1, 1]));
        Assert.Single(BadPrints.Find([1, 1, 1, 1, 56, 1, 1, 1, 1, 1, 1]));
        Assert.Equal("prices[1] is 0; a price must be positive and finite. (Parameter 'prices')", Assert.Throws<ArgumentException>(static () => BadPrints.Find([1, 0])).Message);
    }

    [Fact]
    public void Drop_BadPrints_LeavesTheOthersInOrder()
    {
        BadPrint At(int index) => new(index, 56, 1);
        Assert.Equal("bd", BadPrints.Drop<char>("abcde", [At(0), At(2), At(4)]));
        Assert.Equal("abc", BadPrints.Drop<char>("abc", []));
        Assert.Contains("index 3", Assert.Throws<ArgumentException>(() => BadPrints.Drop<char>("abc", [At(3)])).Message, StringComparison.Ordinal);
        Assert.Contains("index 1", Assert.Throws<ArgumentException>(() => BadPrints.Drop<char>("abc", [At(1), At(1)])).Message, StringComparison.Ordinal);
    }

    private static string[] Files() =>
        [.. Directory.GetFiles(SharedData.Path("prices")).Concat(Directory.GetFiles(SharedData.Path("uniswap-v3", "minute-bars"))).Order(StringComparer.Ordinal)];
}
