using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tidemark.IntegrationTests.Cli;

/// <summary>What <c>explain</c> says and draws, against the sample's own rows.</summary>
public sealed class ExplainWordsProcessTests
{
    private const char Closed = '\u00A0';
    private static readonly SampleRow End = SampleTape.Rows[^1];

    [Theory]
    [InlineData("0xdc64a140aa3e981100a9beca4e685f962f0cf6c9", -202560, -201240, "ahead of holding")]
    [InlineData("0x0165878a594ca255338adfa4d48449f69242eb8f", -203640, -198960, "behind holding")]
    public async Task Sentence_OfAClosedPosition_IsFinal(string owner, int lower, int upper, string standing)
    {
        SampleRow[] rows = Rows(owner, lower, upper);
        Assert.Equal(["mint", "burn", "collect"], rows.Select(static row => row.Event));
        double held = SampleTape.Value(rows[0].Amount0, rows[0].Amount1, rows[1].Price);
        double taken = SampleTape.Value(rows[1].Amount0, rows[1].Amount1, rows[1].Price);
        double fees = SampleTape.Value(rows[2].Amount0 - rows[1].Amount0, rows[2].Amount1 - rows[1].Amount1, rows[2].Price);
        string[] said = Said(await TextAsync(Of(owner, lower, upper)), $"You earned (N) USDC in fees and lost (N) USDC to impermanent loss; you are (N) USDC {standing}\\. The position is closed: that is final\\.");
        Near(fees, said[0]);
        Near(held - taken, said[1]);
        Near(Math.Abs(taken + fees - held), said[2]);
        Assert.Equal(standing == "ahead of holding", taken + fees > held);
    }

    [Fact]
    public async Task Sentence_OfAnOpenPositionThatIsAhead_SaysBetweenWhichPrices()
    {
        (string owner, int lower, int upper) = ("0x0165878a594ca255338adfa4d48449f69242eb8f", -204420, -199860);
        SampleRow mint = Assert.Single(Rows(owner, lower, upper));
        string[] asked = Of(owner, lower, upper);
        Func<double, double> standing = Standing(mint, await JsonAsync(asked));
        string text = await TextAsync(asked);
        string[] said = Said(
            text, "You earned (N) USDC in fees and lost (N) USDC to impermanent loss; you are (N) USDC ahead of holding\\. It stays so while the price keeps between (N) and (N) USDC per WETH, with the fees as they are\\.");
        Near(standing(End.Price), said[2]);
        (double low, double high) = (Number(said[3]) / 1e12, Number(said[4]) / 1e12);
        Assert.True(low < End.Price && End.Price < high);
        Assert.True(standing(low * 0.99999) < 0 && standing(low * 1.00001) > 0 && standing(high * 0.99999) > 0 && standing(high * 1.00001) < 0);
        (double in0, double in1) = SampleTape.Amounts(mint.Liquidity, lower, upper, End.Price);
        string[] pool = Said(text, "(?m)^in the pool +(N) WETH and (N) USDC$");
        Near(in0 / 1e18, pool[0]);
        Near(in1 / 1e6, pool[1]);
        string[] put = Said(text, "(?m)^put in +(N) WETH and (N) USDC$");
        Near(mint.Amount0 / 1e18, put[0]);
        Near(mint.Amount1 / 1e6, put[1]);
    }

    [Fact]
    public async Task Sentence_OfAnOpenPositionThatIsBehind_SaysWhatItTakesToBeEven()
    {
        (string owner, int lower, int upper) = ("0x9fe46736679d2d9a65f0992f2272de9f3c7fa6e0", -205080, -198960);
        SampleRow mint = Assert.Single(Rows(owner, lower, upper));
        string[] asked = Of(owner, lower, upper);
        Func<double, double> standing = Standing(mint, await JsonAsync(asked));
        string[] said = Said(
            await TextAsync(asked),
            "You earned (N) USDC in fees and lost (N) USDC to impermanent loss; you are (N) USDC behind holding\\. To be even, the price would have to come to (N) USDC per WETH, or (N) more days of such fees would do\\.");
        double behind = -standing(End.Price);
        Near(behind, said[2]);
        Assert.Equal(Number(said[1]) - Number(said[0]), Number(said[2]), 0.01);
        double even = Number(said[3]) / 1e12;
        Assert.True(standing(even * 0.99999) * standing(even * 1.00001) < 0);
        double days = (End.Seconds - mint.Seconds) / 86_400.0;
        Assert.Equal(behind / Number(said[0]) * days, Number(said[4]), 0.051);
    }

    /// <summary>Differences of a few base units are the pool's rounding, and no reason for a price or a day.</summary>
    [Theory]
    [InlineData(false, "--range 1e30:1e31 --amount0 1 --amount1 1 --decimals1 6")]
    [InlineData(true, "--range 2500:2600 --amount1 10 --decimals0 6 --invert --numeraire token0")]
    [InlineData(true, "--range 2000:2100 --amount0 10000 --decimals0 6 --invert --numeraire token0")]
    public async Task Sentence_OfARangeThatThePriceDidNotReach_IsEven(bool isOfDay, string asked)
    {
        string text = await TextAsync([isOfDay ? RecordedData.Day : TapeFolder.Sample, .. asked.Split(' ')]);
        Assert.Matches("^You earned 0 token[01] in fees and lost nothing to impermanent loss; you are even with holding\\.\n", text);
    }

    [Fact]
    public async Task Sentence_OfSmallAmounts_HasNoExponent()
    {
        string sentence = (await TextAsync([TapeFolder.Sample, "--full-range", "--amount0", "1", "--amount1", "1"])).Split('\n')[0];
        Assert.Matches("You earned 0\\.0000000[0-9]+ token1 in fees and lost 0\\.0000000[0-9]+ token1", sentence);
        Assert.DoesNotMatch("[0-9]E[+-]", sentence);
    }

    [Theory]
    [InlineData("0x2279b7a0a67db372996a5fab50d91eaa73d2ebe6", -201300, -200100)]
    [InlineData("0x5fc8d32690cc91d4c39d9d3abcbd16989f875707", -207540, -193380)]
    [InlineData("0xdc64a140aa3e981100a9beca4e685f962f0cf6c9", -202200, -200760)]
    public async Task InRangeBar_IsFullWhereThePriceWasInRange(string owner, int lower, int upper)
    {
        string text = await TextAsync(Of(owner, lower, upper));
        Match found = Regex.Match(text, "(?m)^in range +([0-9.]+) % of the time (.{60})$");
        Assert.True(found.Success, text);
        SampleRow[] rows = Rows(owner, lower, upper);
        (int alike, int full, double inRange, double open) = (0, 0, 0, 0);
        const int Steps = 200;
        for (int column = 0; column < 60; column++)
        {
            Dictionary<char, int> marks = [];
            for (int step = 0; step < Steps; step++)
            {
                double time = rows[0].Seconds + ((column + ((step + 0.5) / Steps)) / 60 * (End.Seconds - rows[0].Seconds));
                double liquidity = rows.Where(row => row.Seconds <= time && row.Event != "collect").Sum(static row => row.Event == "mint" ? row.Liquidity : -row.Liquidity);
                double price = SampleTape.Rows.Last(row => row.Seconds <= time).Price;
                char mark = liquidity <= 0 ? Closed : price >= Math.Pow(1.0001, lower) && price < Math.Pow(1.0001, upper) ? '█' : '░';
                marks[mark] = marks.GetValueOrDefault(mark) + 1;
                inRange += mark == '█' ? 1 : 0;
                open += mark == Closed ? 0 : 1;
            }
            alike += marks.ContainsKey(found.Groups[2].Value[column]) ? 1 : 0;
            full += marks.Count == 1 ? 1 : 0;
        }
        Assert.True(alike >= 59 && full >= 40, $"{alike} columns of 60 alike, {full} of one kind: {found.Groups[2].Value}");
        Assert.Equal(100 * inRange / open, Number(found.Groups[1].Value), 0.5);
    }

    /// <summary>The lines of the picture begin at what was put in, and end at what the tape says.</summary>
    [Fact]
    public async Task Chart_OfAPage_EndsAtTheValueAndAtHolding()
    {
        (string owner, int lower, int upper) = ("0x9fe46736679d2d9a65f0992f2272de9f3c7fa6e0", -205080, -198960);
        SampleRow mint = Assert.Single(Rows(owner, lower, upper));
        using TapeFolder folder = new();
        string page = folder.PathOf("page.html");
        _ = await TextAsync([.. Of(owner, lower, upper), "--html", page]);
        string html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        string picture = Regex.Match(html, "<svg(?:(?!</svg>).)*<polyline.*?</svg>", RegexOptions.Singleline).Value;
        // The axis: each number stands four below the height that it names.
        (double Height, double Value)[] axis = [.. Regex.Matches(picture, "y=\"([0-9.]+)\" text-anchor=\"end\">(-?[0-9][0-9.,]*)<").Select(static mark => (Number(mark.Groups[1].Value) - 4, Number(mark.Groups[2].Value)))];
        string[] labels = [.. Regex.Matches(picture, "text-anchor=\"end\" fill=\"[^\"]*\">([^<]*)</text>").Select(static label => label.Groups[1].Value)];
        Dictionary<string, double[]> heights = Regex.Matches(picture, "<polyline points=\"([^\"]+)\"").Select(static line => line.Groups[1].Value.Split(' ').Select(static point => Number(point.Split(',')[1])).ToArray())
            .Zip(labels).ToDictionary(static line => line.Second, static line => line.First);
        double scale = (axis[^1].Value - axis[0].Value) / (axis[^1].Height - axis[0].Height);
        double At(double height) => axis[0].Value + ((height - axis[0].Height) * scale);
        (double in0, double in1) = SampleTape.Amounts(mint.Liquidity, lower, upper, End.Price);
        double put = SampleTape.Value(mint.Amount0, mint.Amount1, mint.Price);
        double tolerance = Math.Abs(scale) * 0.1;
        Assert.All(heights.Values, line => Assert.Equal(put, At(line[0]), tolerance));
        Assert.Equal(SampleTape.Value(in0, in1, End.Price), At(heights.Single(static line => line.Key is not ("holding" or "with fees")).Value[^1]), tolerance);
        Assert.Equal(SampleTape.Value(mint.Amount0, mint.Amount1, End.Price), At(heights["holding"][^1]), tolerance);
    }

    [Theory]
    [InlineData("--all", "Positions, in USDC", "A wider window has in range, LVR too.")]
    [InlineData("--full-range --amount0 1 --amount1 2000", "You earned ", "")]
    [InlineData("--owner 0x5fc8d32690cc91d4c39d9d3abcbd16989f875707 --lower -203400 --upper -200640", "You earned ", "")]
    public async Task Text_OfANarrowTerminal_BreaksNoNumberAndNoWord(string asked, string beginning, string note)
    {
        string narrow = await TerminalAsync(80, $"explain {TapeFolder.Sample} {string.Join(' ', SampleTape.Tokens)} {asked}");
        string wide = await TextAsync([TapeFolder.Sample, .. SampleTape.Tokens, .. asked.Split(' ')]);
        Assert.StartsWith(beginning, narrow, StringComparison.Ordinal);
        Assert.Contains(note, narrow, StringComparison.Ordinal);
        Assert.All(narrow.Split('\n'), static line => Assert.True(line.Length <= 80, line));
        string[] words = Words(note.Length == 0 ? narrow : narrow.Replace(note, " ", StringComparison.Ordinal));
        Assert.True(words.Length > 60);
        Assert.Empty(words.Except(Words(wide)));

        static string[] Words(string text) => text.Split("Value with")[0].Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(static word => word[0] != '─').ToArray();
    }

    /// <summary>The bar is for work that lasts.</summary>
    [Fact]
    public async Task Progress_OfAShortTape_IsNotShown()
    {
        string[] lines = (await File.ReadAllLinesAsync(TapeFolder.Sample, TestContext.Current.CancellationToken))[..200];
        using TapeFolder folder = new();
        string tape = folder.Write("tape.csv", string.Join('\n', lines) + "\n");
        string shown = await TerminalAsync(80, $"replay {tape}");
        Assert.Contains("199", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Replaying", shown, StringComparison.Ordinal);
    }

    // What a terminal of a width shows, without colours and the moves of the cursor.
    private static async Task<string> TerminalAsync(int width, string arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The terminal is made with script of util-linux.");
        TidemarkResult result = await TidemarkProcess.RunAsync("script", ["-qec", $"stty cols {width} rows 50; exec {TidemarkProcess.Executable} {arguments}", "/dev/null"], null);
        Assert.Equal(0, result.ExitCode);
        return Regex.Replace(result.Output.Replace("\r", "", StringComparison.Ordinal), "\u001b(\\[[0-9;?]*[A-Za-z]|=|>)", "").TrimStart('\n');
    }

    // Whether the position is ahead of holding at a price, in USDC, with its fees as they are.
    private static Func<double, double> Standing(SampleRow mint, JsonElement position)
    {
        JsonElement fees = position.GetProperty("fees");
        (double fees0, double fees1) = (Number(fees.GetProperty("uncollected0").GetString()!), Number(fees.GetProperty("uncollected1").GetString()!));
        return price =>
        {
            (double in0, double in1) = SampleTape.Amounts(mint.Liquidity, mint.Lower, mint.Upper, price);
            return SampleTape.Value(in0 + fees0 - mint.Amount0, in1 + fees1 - mint.Amount1, price);
        };
    }

    private static SampleRow[] Rows(string owner, int lower, int upper) =>
        [.. SampleTape.Rows.Where(row => row.Owner == owner && row.Lower == lower && row.Upper == upper && (row.Event is "mint" or "collect" || (row.Event == "burn" && row.Liquidity > 0)))];

    private static string[] Of(string owner, int lower, int upper) =>
        [TapeFolder.Sample, "--owner", owner, "--lower", lower.ToString(CultureInfo.InvariantCulture), "--upper", upper.ToString(CultureInfo.InvariantCulture), .. SampleTape.Tokens];

    private static string[] Said(string text, string pattern)
    {
        Match match = Regex.Match(text, pattern.Replace("(N)", "([0-9][0-9,]*(?:\\.[0-9]+)?)", StringComparison.Ordinal));
        Assert.True(match.Success, text);
        return [.. match.Groups.Values.Skip(1).Select(static group => group.Value)];
    }

    // Seven digits, or cents.
    private static void Near(double expected, string said) => Assert.Equal(expected, Number(said), Math.Max(1e-6 * Math.Abs(expected), expected >= 100 ? 0.0051 : 0));

    private static double Number(string text) => double.Parse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    private static Task<string> TextAsync(string[] asked) => TidemarkProcess.OutputAsync(["explain", .. asked]);

    private static Task<JsonElement> JsonAsync(string[] asked) => TidemarkProcess.JsonAsync(["explain", .. asked]);
}
