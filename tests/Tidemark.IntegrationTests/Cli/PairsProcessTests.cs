using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tidemark.IntegrationTests.Cli;

/// <summary><c>tidemark pairs</c> as a user meets it, over recorded prices. The expected figures come from a computation of its own, with Python's
/// statistics module (exact sums, least squares).</summary>
public sealed class PairsProcessTests : IDisposable
{
    private const string Stable = "DAI-USDC-2022-04-02-to-2022-06-01.csv";
    private const string Damaged = "DAI-USDT-2022-04-02-to-2022-06-01.csv";
    private const string Collapse = "USDC-USDT-2022-04-02-to-2022-06-01.csv";

    private static readonly string[] Fields =
    [
        "pair", "files", "from", "to", "intervalSeconds", "observations", "volatilityAnnualFraction", "volatilityParkinsonAnnualFraction",
        "volatilityEwmaAnnualFraction", "correlation", "beta", "halfLifeDays", "expectedYearlyLossFraction", "breakEvenFeeAprFraction", "badPrintCount",
        "volatilityZeroMeanAnnualFraction", "volatilityGarmanKlassAnnualFraction", "periodsPerYear", "longerSteps", "widenedBars", "badPrints",
    ];

    private readonly TapeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Json_RecordedPrices_AreRankedWithEveryFigure()
    {
        JsonElement root = await JsonAsync([.. Directory.GetFiles(RecordedData.Path("prices")).Order(StringComparer.Ordinal)]);
        JsonElement[] pairs = [.. root.GetProperty("pairs").EnumerateArray()];

        Assert.Equal(
            ["USDC-USDT-2021-04-02-to-2021-06-01", Name(Stable), Name(Collapse), "DAI-USDT-2021-04-02-to-2021-06-01", "DAI-USDC-2021-04-02-to-2021-06-01", "ethusd_daily", Name(Damaged)],
            pairs.Select(static pair => pair.GetProperty("pair").GetString()));
        Assert.All(pairs, static pair => Assert.Equal(Fields, pair.EnumerateObject().Select(static field => field.Name)));
        double[] volatilities = [0.04877667512102385, 0.05823761739270831, 0.10570874208065445, 0.10978173800081734, 0.22234036815179276, 1.1424540283677451, 14.054014711273677];
        double[] weighted = [0.03770847291501612, 0.07752377793942082, 0.05639000095778988, 0.0679539945198798, 0.06712042312788034, 0.30860060816743984, 0.33747996520934437];
        double?[] halfLifePeriods = [3.798777049613588, 0.30951242478136654, 7.535689059260953, 1.6261074404903748, 0.4709777417013395, null, null];
        double[] losses = [-0.0002973512868231814, -0.0004238626547806462, -0.0013958172087512673, -0.0015053695426698501, -0.006160351657320546, -0.15053636886204283, -0.9999999999810538];
        for (int i = 0; i < pairs.Length; i++)
        {
            AssertClose(volatilities[i], pairs[i].GetProperty("volatilityAnnualFraction"));
            AssertClose(weighted[i], pairs[i].GetProperty("volatilityEwmaAnnualFraction"));
            AssertClose(halfLifePeriods[i] * (i == 5 ? 1 : 1.0 / 48), pairs[i].GetProperty("halfLifeDays"));
            AssertClose(losses[i], pairs[i].GetProperty("expectedYearlyLossFraction"));
            AssertClose(volatilities[i] * volatilities[i] / 8, pairs[i].GetProperty("breakEvenFeeAprFraction"));
            Assert.Equal(i == 6 ? 1 : 0, pairs[i].GetProperty("badPrintCount").GetInt32());
            Assert.All(["volatilityParkinsonAnnualFraction", "volatilityGarmanKlassAnnualFraction", "correlation", "beta"], name => Assert.Equal(JsonValueKind.Null, pairs[i].GetProperty(name).ValueKind));
        }
        JsonElement ether = pairs[5];
        AssertClose(1.1429973021354767, ether.GetProperty("volatilityZeroMeanAnnualFraction"));
        Assert.Equal((2957, 86400, 365, 1), (ether.GetProperty("observations").GetInt32(), ether.GetProperty("intervalSeconds").GetInt32(), ether.GetProperty("periodsPerYear").GetInt32(), ether.GetProperty("longerSteps").GetInt32()));
        Assert.Equal(("2015-08-07T00:00:00Z", "2023-09-11T00:00:00Z"), (ether.GetProperty("from").GetString(), ether.GetProperty("to").GetString()));
        Assert.Equal((0.94, false, 0), (root.GetProperty("ewmaLambda").GetDouble(), root.GetProperty("badPrintsLeftOut").GetBoolean(), root.GetProperty("skipped").GetArrayLength()));
    }

    [Fact]
    public async Task BadPrint_InRecordedPrices_IsNamedAndLeftOut()
    {
        JsonElement kept = Single(await JsonAsync(Prices(Damaged)));
        JsonElement dropped = Single(await JsonAsync(Prices(Damaged), "--filter-bad-prints"));

        foreach (JsonElement pair in (JsonElement[])[kept, dropped])
        {
            JsonElement bad = Assert.Single(pair.GetProperty("badPrints").EnumerateArray());
            Assert.Equal((Prices(Damaged), 246, "2022-04-07T02:00:00Z"), (bad.GetProperty("file").GetString(), bad.GetProperty("line").GetInt32(), bad.GetProperty("time").GetString()));
            Assert.Equal(56.127255410231264, bad.GetProperty("price").GetDouble());
            Assert.Equal(0.99975, bad.GetProperty("expectedPrice").GetDouble(), 1e-4);
        }
        Assert.Equal((2881, 2880), (kept.GetProperty("observations").GetInt32(), dropped.GetProperty("observations").GetInt32()));
        AssertClose(14.054014711273677, kept.GetProperty("volatilityAnnualFraction"));
        AssertClose(0.2380285786744978, dropped.GetProperty("volatilityAnnualFraction"));
        AssertClose(1.4073831641646422 / 48, dropped.GetProperty("halfLifeDays"));
    }

    [Fact]
    public async Task Cross_TwoFilesAtCommonTimes_IsTheirRatio()
    {
        JsonElement root = await JsonAsync(Prices(Damaged), Prices(Collapse), "--cross", "--filter-bad-prints", "--name", "DAI", "--name", "USDC");
        JsonElement cross = root.GetProperty("pairs").EnumerateArray().Single(static pair => pair.GetProperty("pair").GetString() == "DAI / USDC");
        Assert.Equal([Prices(Damaged), Prices(Collapse)], cross.GetProperty("files").EnumerateArray().Select(static file => file.GetString()));
        Assert.Equal((2880, 1), (cross.GetProperty("observations").GetInt32(), cross.GetProperty("badPrintCount").GetInt32()));
        AssertClose(0.41754001708497657, cross.GetProperty("correlation"));
        AssertClose(0.940033999245449, cross.GetProperty("beta"));
        AssertClose(0.216379601561666, cross.GetProperty("volatilityAnnualFraction"));

        // Days of the one and half hours of the other have the midnights in common; two different years have nothing.
        const string Other = "DAI-USDC-2021-04-02-to-2021-06-01.csv";
        root = await JsonAsync(Prices("ethusd_daily.csv"), Prices(Other), Prices(Stable), "--cross");
        cross = root.GetProperty("pairs").EnumerateArray().Single(static pair => pair.GetProperty("pair").GetString() == "ethusd_daily / " + Name(Other));
        Assert.Equal((61, 86400), (cross.GetProperty("observations").GetInt32(), cross.GetProperty("intervalSeconds").GetInt32()));
        AssertClose(-0.18610919734771417, cross.GetProperty("correlation"));
        AssertClose(-8.416319731484087, cross.GetProperty("beta"));
        AssertClose(1.5119424969505038, cross.GetProperty("volatilityAnnualFraction"));
        JsonElement skipped = Assert.Single(root.GetProperty("skipped").EnumerateArray());
        Assert.Equal(($"{Name(Other)} / {Name(Stable)}", "0 common times; at least 4 are needed"), (skipped.GetProperty("pair").GetString(), skipped.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task Bars_WithRanges_HaveRangeVolatilities()
    {
        // Each bar rises by a doubling from its low to its high and closes there: ln 2 by Parkinson is ln 2 / sqrt(4 ln 2), by Garman and Klass
        // ln 2 sqrt(1/2 - 2 ln 2 + 1).
        string bars = _folder.Write("bars.csv", "time,open,high,low,close\n0,1,2,1,2\n3600,1,2,1,2\n7200,1,2,1,2\n10800,1,2,1,2\n");
        JsonElement pair = Single(await JsonAsync(bars, "--periods-per-year", "1", "--ewma-lambda", "0.5"));
        AssertClose(Math.Log(2) / Math.Sqrt(4 * Math.Log(2)), pair.GetProperty("volatilityParkinsonAnnualFraction"));
        AssertClose(Math.Log(2) * Math.Sqrt(1.5 - (2 * Math.Log(2))), pair.GetProperty("volatilityGarmanKlassAnnualFraction"));
        Assert.Equal((0, 0, 3600), (pair.GetProperty("volatilityAnnualFraction").GetDouble(), pair.GetProperty("expectedYearlyLossFraction").GetDouble(), pair.GetProperty("intervalSeconds").GetDouble()));
        Assert.Equal("0", pair.GetProperty("expectedYearlyLossFraction").GetRawText());
        Assert.Equal(1, pair.GetProperty("periodsPerYear").GetDouble());

        int widened = 0;
        foreach (string path in Directory.GetFiles(RecordedData.Path("uniswap-v3", "minute-bars")))
        {
            pair = Single(await JsonAsync(path));
            widened += pair.GetProperty("widenedBars").GetInt32();
            Assert.Equal((60, 525600), (pair.GetProperty("intervalSeconds").GetInt32(), pair.GetProperty("periodsPerYear").GetInt32()));
            Assert.InRange(pair.GetProperty("volatilityParkinsonAnnualFraction").GetDouble(), 0.01, pair.GetProperty("volatilityAnnualFraction").GetDouble());
        }
        Assert.Equal(89, widened);
    }

    [Fact]
    public async Task PeriodsPerYear_Given_ScalesVolatilityAndNotHalfLife()
    {
        JsonElement usual = Single(await JsonAsync(Prices(Collapse)));
        JsonElement given = Single(await JsonAsync(Prices(Collapse), "--periods-per-year", "4380"));
        AssertClose(0.10570874208065445 / 2, given.GetProperty("volatilityAnnualFraction"));
        AssertClose(usual.GetProperty("halfLifeDays").GetDouble(), given.GetProperty("halfLifeDays"));
    }

    [Fact]
    public async Task Csv_Pairs_AreRowsBehindOneHeader()
    {
        string named = _folder.Write("prices.csv.gz", TapeFolder.Gzip(await File.ReadAllBytesAsync(Prices(Stable), TestContext.Current.CancellationToken)));
        string result = await TidemarkProcess.OutputAsync("pairs", named, Prices(Collapse), "--csv", "--name", "DAI, in USDC", "--name", "USDC \"in\" USDT");
        string[] lines = result.TrimEnd('\n').Split('\n');
        Assert.Equal(Fields.Except(["files", "badPrints"]), lines[0].Split(','));
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("\"DAI, in USDC\",2022-04-02T00:00:00Z,2022-06-01T00:00:00Z,1800,2881,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("\"USDC \"\"in\"\" USDT\",", lines[2], StringComparison.Ordinal);
        string[] values = lines[2].Split(',');
        Assert.Equal(0.10570874208065445, double.Parse(values[Array.IndexOf(lines[0].Split(','), "volatilityAnnualFraction")], CultureInfo.InvariantCulture), 1e-12);
    }

    [Fact]
    public async Task Table_Pairs_AreLinesWithNotesBelow()
    {
        string result = await TidemarkProcess.OutputAsync("pairs", Prices(Damaged), Prices(Collapse));
        string[] lines = [.. result.Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0)];
        Assert.StartsWith("pair ", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("correlation", lines[0], StringComparison.Ordinal);
        Assert.Matches($@"^{Name(Collapse)} +2022-04-02 +2022-06-01 +30 min +2,881 +10\.5709 % +5\.639 % +3\.8 h +-0\.1396 % +0\.1397 % +0$", lines[2]);
        Assert.Matches($@"^{Name(Damaged)} .* 1,405\.4015 % +33\.748 % +none +-100 % +2,468\.9416 % +1$", lines[3]);
        Assert.StartsWith($"{Prices(Damaged)}:246: the price 56.12726 at 2022-04-07T02:00:00Z is a bad print; about ", lines[4], StringComparison.Ordinal);
        Assert.Equal("Bad prints are in the figures; --filter-bad-prints leaves them out.", lines[5]);
        Assert.Equal(6, lines.Length);
    }

    [Fact]
    public async Task Explain_OfEachPair_HasFormulasWhoseNumbersGiveTheFigures()
    {
        string bars = _folder.Write("bars.csv", "time,open,high,low,close\n0,1,2,1,2\n3600,1,3,1,2\n7200,1,2,1,1.5\n10800,1,2,1,2\n");
        JsonElement root = await JsonAsync(Prices(Stable), Prices(Collapse), bars, "--cross", "--explain");
        JsonElement[] pairs = [.. root.GetProperty("pairs").EnumerateArray()];
        Assert.Equal(4, pairs.Length);
        foreach (JsonElement pair in pairs)
        {
            Dictionary<string, string> formulas = pair.GetProperty("formulas").EnumerateArray().ToDictionary(static formula => formula.GetProperty("figure").GetString()!, static formula => formula.GetProperty("expression").GetString()!);
            Assert.All(pair.GetProperty("formulas").EnumerateArray(), static formula => Assert.NotEmpty(formula.GetProperty("source").GetString()!));
            string[] explained = [.. pair.EnumerateObject().Where(static figure => figure.Value.ValueKind == JsonValueKind.Number).Select(static figure => figure.Name).Except(["observations", "intervalSeconds", "longerSteps", "widenedBars"])];
            Assert.Empty(explained.Except(formulas.Keys));
            Assert.Equal(["halfLifeDays"], formulas.Keys.Except(explained).DefaultIfEmpty("halfLifeDays"));
            foreach (string figure in explained)
            {
                Assert.Contains(pair.GetProperty(figure).GetDouble().ToString("G10", CultureInfo.InvariantCulture), formulas[figure], StringComparison.Ordinal);
            }
            foreach (string figure in explained.Where(static name => name.StartsWith("volatility", StringComparison.Ordinal)))
            {
                double[] put = Numbers(formulas[figure], @"= (\S+) \* sqrt\((\S+)\) =");
                Assert.Equal(pair.GetProperty(figure).GetDouble(), put[0] * Math.Sqrt(put[1]), 1e-8);
            }
            double volatility = Numbers(formulas["expectedYearlyLossFraction"], @"exp\(-([0-9]\S*)\^2 / 8\) - 1 = ")[0];
            Assert.Equal(pair.GetProperty("expectedYearlyLossFraction").GetDouble(), Math.Exp(-volatility * volatility / 8) - 1, 1e-9);
            if (formulas.TryGetValue("beta", out string? beta))
            {
                double[] put = Numbers(beta, @"\(([0-9]\S*)\^2 \+ ([0-9]\S*)\^2 - ([0-9]\S*)\^2\) / 2");
                double covariance = ((put[0] * put[0]) + (put[1] * put[1]) - (put[2] * put[2])) / 2;
                Assert.Equal(pair.GetProperty("beta").GetDouble(), covariance / put[1] / put[1], 1e-6);
                Assert.Equal(pair.GetProperty("correlation").GetDouble(), covariance / put[0] / put[1], 1e-6);
            }
            if (formulas["halfLifeDays"].Contains("b the slope", StringComparison.Ordinal))
            {
                double[] put = Numbers(formulas["halfLifeDays"], @"ln\((\S+)\) \* (\S+) d =");
                Assert.Equal(pair.GetProperty("halfLifeDays").GetDouble(), -Math.Log(2) / Math.Log(put[0]) * put[1], 1e-6);
            }
        }

        string table = await TidemarkProcess.OutputAsync("pairs", Prices(Collapse), "--explain");
        Assert.Contains("breakEvenFeeAprFraction: s^2 / 8 = 0.1057087421^2 / 8 = 0.001396792269", table, StringComparison.Ordinal);
        Assert.Contains("    source: Milionis, Moallemi, Roughgarden, Zhang 2022", table, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("time,price\n1,1\n2,2\n3,0\n4,1\n", ":4: price is '0'; a price above 0 is expected; repair the row")]
    [InlineData("time,price\n1,1\n2,2\n2,3\n4,1\n", ":4: the time 1970-01-01T00:00:02Z stands twice; each time is expected once; remove the double")]
    [InlineData("time,price\n1,1\n2,2\n3,3\n", ": the file has 3 prices; at least 4 are expected, for fewer have no statistics; give it more rows")]
    [InlineData("block,fee\n1,1\n", ":1: the first row names no column of times, and begins with 'block'; ")]
    [InlineData("", ":1: the file is empty; ")]
    public async Task File_Damaged_IsOneLineAndExitCodeTwo(string content, string message)
    {
        string path = _folder.Write("prices.csv", content);
        Assert.StartsWith($"{path}{message}", await RefusedAsync(Prices(Stable), path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_Wrong_AreOneLineAndExitCodeTwo()
    {
        Assert.Equal($"{_folder.Folder}: this is a directory; a CSV file of prices is expected; name the file", await RefusedAsync(_folder.Folder));
        Assert.Equal($"{_folder.PathOf("x")}: there is no such file; check the path", await RefusedAsync(_folder.PathOf("x")));
        Assert.StartsWith("--name is given 1 times for 2 files; ", await RefusedAsync(Prices(Stable), Prices(Collapse), "--name", "DAI"), StringComparison.Ordinal);
        Assert.StartsWith("--cross needs two files or more; ", await RefusedAsync(Prices(Stable), "--cross"), StringComparison.Ordinal);
        Assert.StartsWith("--json and --csv exclude each other; ", await RefusedAsync(Prices(Stable), "--json", "--csv"), StringComparison.Ordinal);
        Assert.StartsWith("'1' is not a number between 0 and 1, which --ewma-lambda takes.", await RefusedAsync(Prices(Stable), "--ewma-lambda", "1"), StringComparison.Ordinal);
        Assert.StartsWith("'0' is not a positive number, which --periods-per-year takes.", await RefusedAsync(Prices(Stable), "--periods-per-year", "0"), StringComparison.Ordinal);
        Assert.StartsWith("FILE is empty; ", await RefusedAsync(""), StringComparison.Ordinal);
        Assert.Contains("Did you mean '--cross'?", await RefusedAsync(Prices(Stable), "--crss"), StringComparison.Ordinal);
        Assert.Contains("see tidemark pairs --help", await RefusedAsync(), StringComparison.Ordinal);
    }

    private static string Prices(string file) => RecordedData.Path("prices", file);

    private static string Name(string file) => Path.GetFileNameWithoutExtension(file);

    private static double[] Numbers(string expression, string pattern)
    {
        Match match = Regex.Match(expression, pattern);
        Assert.True(match.Success, $"'{expression}' has no '{pattern}'.");
        return [.. match.Groups.Values.Skip(1).Select(static group => double.Parse(group.Value, CultureInfo.InvariantCulture))];
    }

    private static JsonElement Single(JsonElement root) => Assert.Single(root.GetProperty("pairs").EnumerateArray());

    private static void AssertClose(double? expected, JsonElement actual)
    {
        if (expected is { } value)
        {
            Assert.Equal(value, actual.GetDouble(), 1e-9 * Math.Abs(value));
        }
        else
        {
            Assert.Equal(JsonValueKind.Null, actual.ValueKind);
        }
    }

    private static Task<JsonElement> JsonAsync(params string[] arguments) => TidemarkProcess.JsonAsync(["pairs", .. arguments]);

    private static Task<string> RefusedAsync(params string[] arguments) => TidemarkProcess.RefusalAsync(["pairs", .. arguments]);
}
