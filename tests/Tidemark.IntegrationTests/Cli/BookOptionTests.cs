using System.Globalization;
using System.Text.Json;

namespace Tidemark.IntegrationTests.Cli;

/// <summary><c>--book</c>: the verbs say of a book what they say of the same described by options.</summary>
public sealed class BookOptionTests : IDisposable
{
    private const string Covered = """
        price: 2000
        days: 60
        legs:
          - name: pool
            liquidity: { amm: constant-product, value: 10000 }
          - name: cover
            protection: { of: pool, protocol: thorchain, coverage: 0.5, cap: 0.02, premium: 50, premiumApr: 0.02 }
        """;

    private readonly TapeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("leverage --book samples/leveraged-farm.yaml", "leverage --amm constant-product --price 2000 --collateral 10000 --leverage 3 --borrow token1 --borrow-apr 0.08 --fee-apr 0.25 --reward-apr 0.05 --performance-fee 0.1 --days 30 --liquidation-threshold 0.8333 --volatility 0.7")]
    [InlineData("leverage --book samples/delta-neutral.yaml --price 2500 --days 60 --volatility 0.5", "leverage --amm constant-product --price 2500 --entry 2000 --collateral 10000 --leverage 3 --borrow both:0.75 --borrow-apr0 0.03 --borrow-apr1 0.08 --fee-apr 0.25 --days 60 --liquidation-threshold 0.85 --liquidation-prize 0.05 --volatility 0.5")]
    [InlineData("il --book samples/leveraged-farm.yaml --price 3000", "il constant-product --entry 2000 --value 30000 --price 3000")]
    [InlineData("lvr --book samples/hedged-range.yaml", "lvr concentrated --lower 1600 --upper 2500 --entry 2000 --value 10000 --volatility 0.7 --days 14")]
    [InlineData("greeks --book samples/lp-collateral.yaml --strikes 4", "greeks weighted --weights 0.8,0.2 --entry 2000 --value 10000 --volatility 0.7 --days 90 --strikes 4")]
    [InlineData("protect --book samples/delta-neutral.yaml --price 3000 --protocol thorchain", "protect constant-product --entry 2000 --value 30000 --price 3000 --protocol thorchain --volatility 0.7 --day 30")]
    [InlineData("protect --book samples/protected-deposit.yaml --price 3000", "protect bancor --entry 2000 --amount0 5 --price 3000 --day 60")]
    public async Task Json_OfABook_IsThatOfTheOptions(string book, string options)
    {
        Dictionary<string, double?> found = Numbers(await JsonAsync(book));
        Dictionary<string, double?> expected = Numbers(await JsonAsync(options));
        Assert.True(expected.Count > 8);
        Assert.Equal(expected.Keys.Order(), found.Keys.Order());
        // A book compounds at every moment, an option every second.
        Assert.All(expected, pair =>
            Assert.True(pair.Value is { } value ? Math.Abs(value - found[pair.Key]!.Value) <= 1e-6 * Math.Max(Math.Abs(value), 1e-6) : found[pair.Key] is null, $"{pair.Key}: {pair.Value} by options, {found[pair.Key]} by book"));
    }

    // Loans and cash are straight lines: the short is the pool's delta less what is owed of token 0, and what stays is the pool's loss.
    [Fact]
    public async Task Json_HedgeOfABook_IsAboutAllLegs()
    {
        JsonElement found = await JsonAsync("hedge --book samples/leveraged-farm.yaml");
        JsonElement pool = await JsonAsync("hedge constant-product --entry 2000 --value 30000 --volatility 0.7");
        Assert.Equal(7.5, found.GetProperty("quantity").GetDouble(), 1e-12);
        Assert.Equal(pool.At("carry.expectedLossValue").GetDouble() * Math.Exp(0.9 * 0.25 * 30 / 365), found.At("carry.expectedLossValue").GetDouble(), 1e-6);
        // Profits are of the book at its horizon, as the book's own table has it.
        JsonElement book = await JsonAsync("book samples/leveraged-farm.yaml --prices 0.5:2");
        double now = found.GetProperty("poolValue").GetDouble();
        double[] later = [.. book.GetProperty("curve").EnumerateArray().Select(row => row.GetProperty("bookValueAtHorizon").GetDouble() - now - (7.5 * (row.GetProperty("price").GetDouble() - 2000)))];
        Assert.Equal(later, Stays(found), static (left, right) => Math.Abs(left - right) <= 1e-6);
        // Four ether are in the pool and two are lent.
        Assert.Equal(6, (await JsonAsync("hedge --book samples/lp-collateral.yaml")).GetProperty("quantity").GetDouble(), 1e-12);

        static double[] Stays(JsonElement report) => [.. report.GetProperty("profits").EnumerateArray().Select(static row => row.GetProperty("hedgedProfitValue").GetDouble())];
    }

    // An option that is bought at the volatility that comes is a fair bet over any time: what it loses in time it wins in moves.
    [Theory]
    [InlineData(30)]
    [InlineData(90)]
    public async Task Json_HedgeOfAnOption_IsAFairBet(double expiry)
    {
        string book = _folder.Write("put.yaml", FormattableString.Invariant($"price: 2000\nvolatility: 0.8\ndays: 30\nlegs:\n  - {{ name: put, option: {{ kind: put, quantity: 5, strike: 1900, days: {expiry} }} }}\n"));
        JsonElement found = await JsonAsync($"hedge --book {book} --survive 0.5");
        double delta = found.GetProperty("quantity").GetDouble();
        Assert.InRange(delta, -5, 0);
        JsonElement carry = found.GetProperty("carry");
        Assert.True(carry.GetProperty("ownCarryValue").GetDouble() < -10);
        Assert.Equal(0, carry.GetProperty("expectedNetValue").GetDouble(), 1e-4);
        // A long is closed after a fall.
        Assert.Equal(1000, found.At("margin.liquidationPrice").GetDouble(), 1e-9);
        Assert.Equal(-delta * (2000 - (1000 * 0.995)), found.At("margin.marginValue").GetDouble(), 1e-9);
        Explained.AssertEveryFigure(await JsonAsync($"hedge --book {book} --survive 0.5 --explain"));
        Assert.StartsWith("Buying ", (await TidemarkProcess.OutputAsync("hedge", "--book", book)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_HedgeWithoutDelta_StillAnswersTheRest()
    {
        JsonElement found = await JsonAsync("hedge --book samples/delta-neutral.yaml --volatility 0.8 --explain");
        Assert.Equal(0, found.GetProperty("quantity").GetDouble());
        Assert.False(found.TryGetProperty("margin", out _));
        Assert.True(found.At("minimumVariance.quantity").GetDouble() < 0);
        // 30,000 in the pool hold 15000 / sqrt(2000 P) of token 0, and 7.5 are owed; 2 % of 10,000 is 0.1 token.
        Assert.Equal(2000 * Math.Pow(7.5 / 7.6, 2), found.GetProperty("bands")[0].GetProperty("lowerPrice").GetDouble(), 1e-6);
        Explained.AssertEveryFigure(found);
    }

    // THORChain on day 29 covers 0.29; half of the loss up to 2 % of 10,000.
    [Theory]
    [InlineData("", "withdrawal.payoutValue", 0.6 * 100)]
    [InlineData("--day 29", "withdrawal.payoutValue", 0.29 * 100)]
    [InlineData("--day 29 --coverage 1", "withdrawal.payoutValue", 0.29 * 200)]
    [InlineData("--cap 0.04", "withdrawal.payoutValue", 0.6 * 200)]
    [InlineData("--protocol bancor-v3", "withdrawal.payoutValue", 100)]
    [InlineData("--day 36.5", "premium.agreedValue", -(50 + (10_000 * 0.02 / 10)))]
    public async Task Json_ProtectionOfABook_CountsUnlessOptionsSayOtherwise(string options, string figure, double expected)
    {
        string book = _folder.Write("covered.yaml", Covered);
        JsonElement found = await JsonAsync($"protect --book {book} --price 4000 {options}".TrimEnd());
        Assert.Equal(expected, found.At(figure).GetDouble(), 1e-9);
        Assert.DoesNotContain("without cover", found.GetRawText(), StringComparison.Ordinal);
        Explained.AssertEveryFigure(await JsonAsync($"protect --book {book} --price 4000 --explain {options}".TrimEnd()));
    }

    [Fact]
    public async Task Notes_AtAPriceAtWhichItIsLiquidated_SayThatItIs()
    {
        foreach (string verb in new[] { "hedge", "lvr", "greeks", "il" })
        {
            JsonElement found = await JsonAsync($"{verb} --book samples/leveraged-farm.yaml --price 1000");
            Assert.Contains(found.GetProperty("notes").EnumerateArray(), static note => note.GetString()!.StartsWith("At this price the vault has liquidated: the health factor is 0.88", StringComparison.Ordinal));
        }
        Assert.Contains("The margin", await TidemarkProcess.OutputAsync("hedge", "--book", "samples/hedged-range.yaml", "--price", "2500"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Json_OfABookWithoutAPrice_IsAtItsOwn() => Assert.Equal(2000, (await JsonAsync("il --book samples/leveraged-farm.yaml")).GetProperty("price").GetDouble());

    [Fact]
    public async Task Usage_SeveralProtections_AreRefused()
    {
        string book = _folder.Write("twice.yaml", Covered + "\n  - { name: more, protection: { of: pool, protocol: maya } }\n");
        Assert.Equal("the book has 2 protections, and protect answers for one: cover, more; leave the others out, or ask tidemark book.", await TidemarkProcess.RefusalAsync("protect", "--book", book));
    }

    [Fact]
    public async Task Json_LiquidityOfABook_SaysWhatIsLeftOut()
    {
        JsonElement found = await JsonAsync("greeks --book samples/hedged-range.yaml");
        Assert.Equal("book", found.GetProperty("amm").GetString());
        Assert.Contains("This is about the liquidity of the book alone, without short, reserve.", found.GetProperty("notes").EnumerateArray().Select(static note => note.GetString()));
        Explained.AssertEveryFigure(await JsonAsync("greeks --book samples/hedged-range.yaml --explain"));
        Explained.AssertEveryFigure(await JsonAsync("hedge --book samples/lp-collateral.yaml --options --explain"));
    }

    /// <summary>Rates of four days of August 2023 on Polygon: what is owed grows as the recorded index did.</summary>
    [Fact]
    public async Task Json_LeverageAtRecordedRates_OwesWhatTheIndexSays()
    {
        string[] files = [.. Enumerable.Range(14, 4).Select(static day => RecordedData.Path("rates", $"polygon-aave_v3-0x2791bca1f2de4661ed88a30c99a7a9449aa84174-2023-08-{day}.minute.csv"))];
        string book = _folder.Write("august.yaml", $$"""
            price: 1840
            symbols: [WETH, USDC]
            begin: 2023-08-14
            days: 3.999305555555556
            legs:
              - name: pool
                liquidity: { amm: constant-product, value: 30000 }
              - name: loan
                loan: { amount1: 20000, rate1: { recorded: [{{string.Join(", ", files)}}] } }
            rules:
              - name: vault
                collateral: [{ leg: pool, threshold: 0.85 }]
                debts: [loan]
                whole: { prize: 0.05 }
            """);
        JsonElement debt = (await JsonAsync($"book {book}")).GetProperty("legs")[1];
        double growth = Index(files[^1], last: true) / Index(files[0], last: false);
        Assert.Equal(-20_000 * growth, debt.GetProperty("valueAtHorizon").GetDouble(), 20_000 * (growth - 1) * 1e-3);
        double threshold = (await JsonAsync($"leverage --book {book}")).At("horizon.liquidationPriceDown").GetDouble();
        double ratio = 20_000 * growth / (0.85 * 30_000);
        Assert.Equal(1840 * ratio * ratio, threshold, 1e-3);
    }

    [Theory]
    [InlineData("leverage --book samples/leveraged-farm.yaml --leverage 2", "--leverage says what --book says; leave one of them out.")]
    [InlineData("leverage --book samples/hedged-range.yaml", "samples/hedged-range.yaml: leverage answers for one pool and its loans, and the leg short is neither; leave it out, or ask tidemark book.")]
    [InlineData("leverage --book samples/option-strip.yaml", "samples/option-strip.yaml: leverage answers for one pool and its loans, and the leg put 1500 is neither; leave it out, or ask tidemark book.")]
    [InlineData("il", "one of these words must follow 'tidemark il': constant-product, concentrated, weighted, stableswap, cryptoswap, solidly, liquidity-book, pmm, constant-sum, bancor, hold; or --book and a file.")]
    [InlineData("il constant-produkt --ratio 2", "'constant-produkt' is none of the words that follow 'tidemark il': constant-product, concentrated, weighted, stableswap, cryptoswap, solidly, liquidity-book, pmm, constant-sum, bancor, hold. Did you mean 'constant-product'? (see tidemark il --help)")]
    [InlineData("il --bok samples/leveraged-farm.yaml", "'--bok' is no option. Did you mean '--book'? (see tidemark il --help)")]
    [InlineData("greeks --book no.yaml", "no.yaml: there is no such file; check the path")]
    public async Task Usage_Wrong_IsOneLineAndExitCodeTwo(string arguments, string message)
    {
        Assert.Equal(message, await TidemarkProcess.RefusalAsync(arguments.Split(' ')));
    }

    private static double Index(string file, bool last)
    {
        string[] rows = File.ReadAllLines(file);
        return double.Parse((last ? rows[^1] : rows[1]).Split(',')[Array.IndexOf(rows[0].Split(','), "variable_borrow_index")], CultureInfo.InvariantCulture);
    }

    // The book has no parameters of one AMM, and its notes may say more.
    private static Dictionary<string, double?> Numbers(JsonElement report) =>
        report.EnumerateObject().Where(static property => property.Name is not ("amm" or "parameters" or "notes")).SelectMany(static property => Numbers(property.Name, property.Value)).ToDictionary();

    private static IEnumerable<KeyValuePair<string, double?>> Numbers(string path, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Numbers($"{path}.{property.Name}", property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((row, i) => Numbers($"{path}[{i}]", row)),
        _ => [new(path, element.ValueKind == JsonValueKind.Number ? element.GetDouble() : null)],
    };

    private static Task<JsonElement> JsonAsync(string arguments) => TidemarkProcess.JsonAsync([.. arguments.Split(' ')]);
}
