using System.Globalization;
using System.Text.Json;

namespace Tidemark.IntegrationTests.Cli;

/// <summary>Every figure of <c>explain</c> against the sample's own rows, by hand.</summary>
public sealed class ExplainFiguresProcessTests
{
    private const double Close = 1e-8;
    private static readonly string[] BreakEvenPrices = ["priceBelow", "priceAbove"];
    private static readonly SampleRow End = SampleTape.Rows[^1];

    [Fact]
    public async Task Json_OfPositionsWithOneDepositThatStay_IsWhatTheTapeSays()
    {
        int seen = 0;
        foreach (JsonElement position in await PositionsAsync())
        {
            JsonElement named = position.GetProperty("position");
            if (SampleTape.Of(named) is not [{ Event: "mint" } mint])
            {
                continue;
            }
            seen++;
            (double in0, double in1) = SampleTape.Amounts(mint.Liquidity, mint.Lower, mint.Upper, End.Price);
            (double fees0, double fees1) = (Base(position, "fees", "uncollected0"), Base(position, "fees", "uncollected1"));
            (double put, double held) = (SampleTape.Value(mint.Amount0, mint.Amount1, mint.Price), SampleTape.Value(mint.Amount0, mint.Amount1, End.Price));
            (double value, double fees) = (SampleTape.Value(in0, in1, End.Price), SampleTape.Value(fees0, fees1, End.Price));
            double days = (End.Seconds - mint.Seconds) / 86_400.0;
            Near(in0, Base(position, "principal", "amount0"), put);
            Near(in1, Base(position, "principal", "amount1"), put);
            Near(value, Number(position, "value"), put);
            Near(held, Number(position, "holdValue"), put);
            Near(value - held, Number(position, "impermanentLoss"), put);
            Near(value - held, Number(position, "unrealisedImpermanentLoss"), put);
            Near(value + fees - held, Number(position, "netVsHold"), put);
            Near(value + fees - put, Number(position, "netPnl"), put);
            Near(held - put, Number(position.At("attribution.hold"), "total"), put);
            JsonElement returns = position.GetProperty("returns");
            Near(days, Number(returns, "days"), 1);
            Near((value + fees - put) / put, Number(returns, "timeWeightedFraction"), 1);
            Near((value + fees - put) / put, Number(returns, "moneyWeightedFraction"), 1);
            Near((value + fees - put) / put * 365 / days, Number(returns, "timeWeightedAprFraction"), 365 / days);
            Near(fees / ((put + value + fees) / 2) * 365 / days, Number(returns, "feeAprFraction"), 365 / days);
            Near(InRange(mint.Lower, mint.Upper, mint.Seconds, End.Seconds), Number(position, "inRangeFraction"), 1);
            Assert.Equal(InRange(mint.Lower, mint.Upper, End.Price), position.GetProperty("inRange").GetBoolean());
            double behind = held - value - fees;
            JsonElement breakEven = position.GetProperty("breakEven");
            if (behind > 0)
            {
                Near(behind / fees * days, Number(breakEven, "days"), put / fees * days);
            }
            foreach (double price in BreakEvenPrices.Select(name => breakEven.GetProperty(name)).Where(static price => price.ValueKind == JsonValueKind.Number).Select(static price => price.GetDouble() / 1e12))
            {
                (double then0, double then1) = SampleTape.Amounts(mint.Liquidity, mint.Lower, mint.Upper, price);
                Near(SampleTape.Value(mint.Amount0, mint.Amount1, price), SampleTape.Value(then0 + fees0, then1 + fees1, price), put);
            }
        }
        Assert.True(seen >= 10, $"{seen} positions");
    }

    [Fact]
    public async Task Json_OfPositionsThatAreClosedAtOnce_IsWhatTheTapeSays()
    {
        int seen = 0;
        foreach (JsonElement position in await PositionsAsync())
        {
            if (SampleTape.Of(position.GetProperty("position")) is not [{ Event: "mint" } mint, { Event: "burn" } burn, { Event: "collect" } collect] || burn.Liquidity != mint.Liquidity)
            {
                continue;
            }
            seen++;
            (double put, double held) = (SampleTape.Value(mint.Amount0, mint.Amount1, mint.Price), SampleTape.Value(mint.Amount0, mint.Amount1, burn.Price));
            double taken = SampleTape.Value(burn.Amount0, burn.Amount1, burn.Price);
            double fees = SampleTape.Value(collect.Amount0 - burn.Amount0, collect.Amount1 - burn.Amount1, collect.Price);
            Near(taken - held, Number(position, "impermanentLoss"), put);
            Near(taken - held, Number(position, "realisedImpermanentLoss"), put);
            Near(taken + fees - held, Number(position, "netVsHold"), put);
            Near(taken + fees - put, Number(position, "netPnl"), put);
            Near(0, Number(position, "value"), put);
            Near(0, Number(position, "holdValue"), put);
            Near(InRange(mint.Lower, mint.Upper, mint.Seconds, burn.Seconds), Number(position, "inRangeFraction"), 1);
            Assert.False(position.GetProperty("inRange").GetBoolean());
        }
        Assert.True(seen >= 5, $"{seen} positions");
    }

    /// <summary>At the money-weighted return every deposit, all fees collected and what is left are worth nothing together.</summary>
    [Fact]
    public async Task Json_OfManyDeposits_HasTheInternalRateOfReturn()
    {
        (int seen, int apart) = (0, 0);
        foreach (JsonElement position in await PositionsAsync())
        {
            SampleRow[] rows = SampleTape.Of(position.GetProperty("position"));
            if (rows.Count(static row => row.Event == "mint") < 2 || rows.Any(static row => row.Event == "burn"))
            {
                continue;
            }
            seen++;
            JsonElement returns = position.GetProperty("returns");
            double growth = 1 + Number(returns, "moneyWeightedFraction");
            double span = End.Seconds - rows[0].Seconds;
            double left = SampleTape.Value(
                Base(position, "principal", "amount0") + Base(position, "fees", "uncollected0"), Base(position, "principal", "amount1") + Base(position, "fees", "uncollected1"), End.Price);
            double put = rows.Where(static row => row.Event == "mint").Sum(static row => SampleTape.Value(row.Amount0, row.Amount1, row.Price));
            double together = left / growth + rows.Sum(row =>
                (row.Event == "mint" ? -1 : 1) * SampleTape.Value(row.Amount0, row.Amount1, row.Price) * Math.Pow(growth, -(row.Seconds - rows[0].Seconds) / span));
            Near(0, together, put);
            apart += Math.Abs(growth - 1 - Number(returns, "timeWeightedFraction")) > 1e-4 ? 1 : 0;
        }
        Assert.True(seen >= 5 && apart >= 3, $"{seen} positions, {apart} with two returns");
    }

    [Fact]
    public async Task Csv_OfAllPositions_HasTheFiguresOfTheJson()
    {
        JsonElement[] positions = await PositionsAsync();
        string csv = await TidemarkProcess.OutputAsync(["explain", TapeFolder.Sample, "--all", .. SampleTape.Tokens, "--csv"]);
        string[][] rows = [.. csv.TrimEnd('\n').Split('\n').Select(static line => line.Split(','))];
        string Cell(int row, string column) => rows[row + 1][Array.IndexOf(rows[0], column)];
        Assert.Equal(positions.Length + 1, rows.Length);
        for (int i = 0; i < positions.Length; i++)
        {
            JsonElement position = positions[i];
            Assert.Equal(position.At("position.name").GetString(), Cell(i, "position"));
            Assert.Equal(position.At("position.start").GetString(), Cell(i, "start"));
            Assert.Equal(position.At("position.end").GetString(), Cell(i, "end"));
            foreach (string figure in new[] { "inRangeFraction", "impermanentLoss", "realisedImpermanentLoss", "lvr", "netPnl", "netVsHold" })
            {
                Assert.Equal(Number(position, figure), double.Parse(Cell(i, figure), CultureInfo.InvariantCulture));
            }
            foreach ((string column, string part) in new[] { ("holdPnl", "hold"), ("fees", "fees"), ("gas", "gas") })
            {
                Assert.Equal(Number(position.GetProperty("attribution").GetProperty(part), "total"), double.Parse(Cell(i, column), CultureInfo.InvariantCulture));
            }
            foreach ((string column, string amounts, string name) in new[]
            {
                ("deposited0", "deposited", "amount0"), ("deposited1", "deposited", "amount1"), ("withdrawn0", "withdrawn", "amount0"), ("withdrawn1", "withdrawn", "amount1"),
                ("principal0", "principal", "amount0"), ("principal1", "principal", "amount1"), ("collected0", "fees", "collected0"), ("collected1", "fees", "collected1"),
                ("uncollected0", "fees", "uncollected0"), ("uncollected1", "fees", "uncollected1"),
            })
            {
                Assert.Equal(position.GetProperty(amounts).GetProperty(name).GetString(), Cell(i, column));
            }
            Assert.True(Number(position, "lvr") < 0);
        }
    }

    /// <summary>Where a token costs the same in dollars all the time, dollars are that token times its price.</summary>
    [Fact]
    public async Task Json_InDollarsOfToken0_IsThatTokenTimesItsPrice()
    {
        using TapeFolder folder = new();
        string prices = folder.Write("prices.csv", "timestamp,price\n" + string.Concat(Enumerable.Range(10, 31).Select(static day => string.Create(CultureInfo.InvariantCulture, $"{new DateOnly(2023, 11, 1).AddDays(day):yyyy-MM-dd},1700\n"))));
        Dictionary<string, JsonElement> tokens = await NamedAsync("--numeraire", "token0");
        Dictionary<string, JsonElement> dollars = await NamedAsync("--numeraire", "usd", "--prices", prices, "--prices-of", "token0");
        Assert.Equal(tokens.Count, dollars.Count);
        foreach ((string name, JsonElement position) in tokens)
        {
            foreach (string figure in new[] { "value", "holdValue", "impermanentLoss", "lvr", "netPnl", "netVsHold" })
            {
                double expected = 1700 * Number(position, figure);
                Assert.Equal(expected, Number(dollars[name], figure), (1e-9 * Math.Abs(expected)) + 1e-6);
            }
        }
    }

    [Fact]
    public async Task Json_InToken0_IsWhatTheTapeSays()
    {
        int seen = 0;
        foreach (JsonElement position in (await NamedAsync("--numeraire", "token0")).Values)
        {
            if (SampleTape.Of(position.GetProperty("position")) is not [{ Event: "mint" } mint])
            {
                continue;
            }
            seen++;
            (double in0, double in1) = SampleTape.Amounts(mint.Liquidity, mint.Lower, mint.Upper, End.Price);
            double put = (mint.Amount0 + (mint.Amount1 / mint.Price)) / 1e18;
            Near((in0 + (in1 / End.Price)) / 1e18, Number(position, "value"), put);
            Near((mint.Amount0 + (mint.Amount1 / End.Price)) / 1e18, Number(position, "holdValue"), put);
            Near((mint.Amount0 + (mint.Amount1 / End.Price)) / 1e18 - put, Number(position.At("attribution.hold"), "total"), put);
        }
        Assert.True(seen >= 10, $"{seen} positions");
    }

    [Fact]
    public async Task Csv_OfATapeWithoutTimes_HasNone()
    {
        using TapeFolder folder = new();
        string[][] lines = [.. (await File.ReadAllLinesAsync(TapeFolder.Sample, TestContext.Current.CancellationToken)).Select(static line => line.Split(','))];
        int column = Array.IndexOf(lines[0], "block_timestamp");
        string tape = folder.Write("tape.csv", string.Join('\n', lines.Select(line => string.Join(',', line.Where((_, i) => i != column)))) + "\n");
        string csv = await TidemarkProcess.OutputAsync(["explain", tape, "--all", .. SampleTape.Tokens, "--csv"]);
        string[][] rows = [.. csv.TrimEnd('\n').Split('\n').Select(static line => line.Split(','))];
        Assert.True(rows.Length > 20);
        Assert.All(rows.Skip(1), row => Assert.Equal(("", ""), (row[Array.IndexOf(rows[0], "start")], row[Array.IndexOf(rows[0], "end")])));
    }

    // The part of the time that the price is at or above the lower tick's and below the upper tick's.
    private static double InRange(int lower, int upper, long from, long to)
    {
        double seconds = 0;
        for (int i = 0; i + 1 < SampleTape.Rows.Length; i++)
        {
            long begin = Math.Clamp(SampleTape.Rows[i].Seconds, from, to);
            seconds += InRange(lower, upper, SampleTape.Rows[i].Price) ? Math.Clamp(SampleTape.Rows[i + 1].Seconds, from, to) - begin : 0;
        }
        return seconds / (to - from);
    }

    private static bool InRange(int lower, int upper, double price) => price >= Math.Pow(1.0001, lower) && price < Math.Pow(1.0001, upper);

    private static void Near(double expected, double actual, double scale) => Assert.Equal(expected, actual, Close * Math.Max(scale, Math.Abs(expected)));

    private static double Number(JsonElement of, string name) => of.GetProperty(name).GetDouble();

    private static double Base(JsonElement position, string amounts, string name) => double.Parse(position.GetProperty(amounts).GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private static async Task<Dictionary<string, JsonElement>> NamedAsync(params string[] more) =>
        (await TidemarkProcess.JsonAsync(["explain", TapeFolder.Sample, "--all", .. SampleTape.Tokens, .. more])).GetProperty("positions").EnumerateArray().ToDictionary(static position => position.At("position.name").GetString()!);

    private static async Task<JsonElement[]> PositionsAsync() =>
        [.. (await NamedAsync()).Values];
}
