using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Legs;
using Tidemark.Analytics.Options;
using Tidemark.Cli.Books;
using Tidemark.Data.Importers;
using Tidemark.Tests.Analytics;

namespace Tidemark.Tests.Cli.Books;

public sealed class BookFileTests : IDisposable
{
    private const string Farm = """
        price: 2000
        volatility: 0.7
        legs:
          - name: farm
            liquidity: { amm: constant-product, value: 30000, feeApr: 0.25 }
          - name: loan
            loan: { amount1: 20000, rate1: 0.08 }
        rules:
          - name: vault
            collateral: [{ leg: farm, threshold: 0.8333 }]
            debts: [loan]
            whole: { prize: 0.05 }
        """;

    private readonly BookFolder _folder = new();

    [Fact]
    public void Read_CapBelowTheDeductible_IsRefusedAtTheCap()
    {
        const string Text = "price: 2000\nlegs:\n  - name: pool\n    liquidity: { amm: constant-product, value: 10000 }\n  - name: x\n    protection: { of: pool, fullDays: 10, deductible: 0.2, cap: 0.1 }\n";
        TapeFormatException problem = Assert.Throws<TapeFormatException>(() => _folder.Read(Text));
        Assert.Contains($":6: column {Text.Split('\n')[5].IndexOf("0.1", StringComparison.Ordinal) + 1}: cap is 0.1", problem.Message, StringComparison.Ordinal);
        Assert.Equal("pool", ((ProtectionLeg)_folder.Read(Text.Replace("cap: 0.1", "cap: 0.2", StringComparison.Ordinal)).Book.Legs[1]).CoveredLeg);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_Farm_IsTheBookThatItSays()
    {
        BookCase found = _folder.Read(Farm);
        MarketState later = new(1500, 0.5);
        // 30,000 at 2000 in x y = k, fees reinvested, and 20,000 owed at 8 %, both continuous.
        double pool = 30_000 * Math.Sqrt(0.75) * Math.Exp(0.25 / 2);
        double debt = 20_000 * Math.Exp(0.08 / 2);
        Close.Relative(pool - debt, found.Book.Value(later), 1e-12);
        Close.Relative(0.8333 * pool / debt, found.Book.Rules[0].HealthFactor(found.Book, later), 1e-12);
        Assert.Equal((0.7, 0.0, null, "cash", "token 0", "token 1"), (found.VolatilityAnnual, found.DriftAnnual, found.Days, found.Cash, found.Symbol0, found.Symbol1));
    }

    [Theory]
    [InlineData("constant-product", "", 2.5, 5000)]
    [InlineData("concentrated", ", lower: 1600, upper: 2500", 2.5, 5000)]
    [InlineData("weighted", ", weights: [0.8, 0.2]", 4, 2000)]
    [InlineData("single-sided", "", 5, 0)]
    public void Read_LiquidityByValueOrAmount_IsTheSame(string amm, string form, double amount0, double amount1)
    {
        string legs = $"price: 2000\nlegs:\n  - name: a\n    liquidity: {{ amm: {amm}{form}, SIZE }}\n";
        foreach (string size in new[] { "value: 10000", $"amount0: {amount0}", amount1 > 0 ? $"amount1: {amount1}" : "amount0: 5.0", amount1 > 0 ? $"amount0: {amount0}, amount1: {amount1}" : "amount0: 5" })
        {
            Leg leg = _folder.Read(legs.Replace("SIZE", size, StringComparison.Ordinal)).Book.Legs[0];
            Reserves held = leg.Tokens(new MarketState(2000, 0));
            Close.Relative(amount0, held.Amount0, 1e-9);
            Close.Absolute(amount1, held.Amount1, 1e-5);
        }
    }

    [Fact]
    public void Read_ProtectedDeposit_IsWholeAgainOnDayHundred()
    {
        BookCase found = BookFile.Read(Path.Combine(BookFolder.Samples, "protected-deposit.yaml"));
        Book book = new([.. found.Book.Legs.Select(static leg => leg is LiquidityLeg liquidity ? new LiquidityLeg(leg.Name, leg.Since, liquidity.Curve) : leg)]);
        foreach (double price in new[] { 1000.0, 2000, 4500 })
        {
            Close.Relative(5 * price, book.Value(new MarketState(price, 100 / 365.0)), 1e-12);
            double left = 5 * price * 2 * Math.Sqrt(price / 2000) / (1 + (price / 2000));
            Close.Relative(left, book.Value(new MarketState(price, 29 / 365.0)), 1e-12);
        }
    }

    [Fact]
    public void Read_RateOfAReserve_IsThatOfItsCurve()
    {
        BookCase found = BookFile.Read(Path.Combine(BookFolder.Samples, "lp-collateral.yaml"));
        var debt = (LoanLeg)found.Book.Find("debt")!;
        // 0.04 up to a utilisation of 0.9: at 0.8 it is 8/9 of it. WETH: 0.033 * 0.6 / 0.8, of which 85 % goes to suppliers of whose tokens 60 % are lent.
        Close.Relative(0.04 * 8 / 9, debt.Interest1.RateAnnual(0), 1e-12);
        Close.Relative(0.033 * 0.6 / 0.8 * 0.6 * 0.85, ((HoldLeg)found.Book.Find("supplied")!).Interest0.RateAnnual(0), 1e-12);
        Close.Relative(((2 * 2000 * 0.825) + (10_000 * 0.65)) / 8000, found.Book.Rules[0].HealthFactor(found.Book, found.Start), 1e-12);
    }

    // By hand, each on its last stretch: 0.02 + 0.8 * 0.1 + 0.1 * 2; half of the way from 0.1 to 0.5; from 0.4 half of the way to 0.4375; 0.01 + 0.02 + 0.03 + half of 0.4; half of 0.3 to 0.9.
    [Theory]
    [InlineData("compound: { kink: 0.8, baseRate: 0.02, multiplier: 0.1, jumpMultiplier: 2 }", 0.9, 0.3)]
    [InlineData("alpaca: { ceiling1: 0.5, ceiling2: 0.9, rate1: 0.1, rate2: 0.1, rate3: 0.5 }", 0.95, 0.3)]
    [InlineData("alphaHomora: v1", 0.975, 0.41875)]
    [InlineData("gearbox: { kink1: 0.7, kink2: 0.9, baseRate: 0.01, slope1: 0.02, slope2: 0.03, slope3: 0.4 }", 0.95, 0.26)]
    [InlineData("extraFinance: { utilisationA: 0.5, utilisationB: 0.8, rateA: 0.1, rateB: 0.3, mostRate: 0.9 }", 0.9, 0.6)]
    public void Read_RateOfALender_IsThatOfItsContract(string lender, double utilisation, double borrow)
    {
        string text = FormattableString.Invariant($$"""
            price: 2000
            legs:
              - name: loan
                loan: { amount1: 1000, rate1: { {{lender}}, utilisation: {{utilisation}} } }
              - name: lent
                hold: { amount1: 1000, rate1: { {{lender}}, utilisation: {{utilisation}}, reserveFactor: 0.2 } }
            """);
        Assert.Empty(new BookSchema().Problems(text));
        BookCase found = _folder.Read(text);
        Close.Relative(borrow, ((LoanLeg)found.Book.Find("loan")!).Interest1.RateAnnual(0), 1e-12);
        Close.Relative(borrow * utilisation * 0.8, ((HoldLeg)found.Book.Find("lent")!).Interest1.RateAnnual(0), 1e-12);
        // Compounded every second of a day.
        Close.Relative(-1000 * Math.Pow(1 + (borrow / 31_536_000), 86_400), found.Book.Find("loan")!.Value(new MarketState(2000, 1 / 365.0)), 1e-9);
    }

    [Fact]
    public void Read_RecordedRates_AreThoseOfTheFiles()
    {
        string loans = string.Join(", ", Enumerable.Range(14, 2).Select(static day => SharedData.Path("rates", $"polygon-aave_v3-0x2791bca1f2de4661ed88a30c99a7a9449aa84174-2023-08-{day}.minute.csv")));
        string funding = SharedData.Path("rates", "ETH-USDT_binance_2020-01-01_2024-01-01_funding_history.csv");
        BookCase found = _folder.Read($$"""
            price: 1800
            begin: 2023-08-14
            legs:
              - name: loan
                loan: { amount1: 1000, rate1: { recorded: [{{loans}}] } }
              - name: short
                perpetual: { kind: linear, quantity: -1, margin: 500, initialMargin: 0.2, maintenance: 0.01, funding: { recorded: {{funding}}, utcOffset: 3 } }
            """);
        // The borrow index itself grew by this from midnight to midnight.
        string[] rows = File.ReadAllLines(loans.Split(", ")[0]);
        int index = Array.IndexOf(rows[0].Split(','), "variable_borrow_index");
        double first = double.Parse(rows[1].Split(',')[index], System.Globalization.CultureInfo.InvariantCulture);
        double last = double.Parse(rows[^1].Split(',')[index], System.Globalization.CultureInfo.InvariantCulture);
        double years = (rows.Length - 2) / (365.0 * 24 * 60);
        Close.Relative(-1000 * last / first, found.Book.Find("loan")!.Value(new MarketState(1800, years)), 1e-6);
        // The file's times are three hours ahead: the first day's funding stands at 11:00, 19:00 and 03:00.
        double received = File.ReadLines(funding).Select(static line => line.Split(',')).Where(static cells => string.CompareOrdinal(cells[1], "2023-08-14 04") > 0 && string.CompareOrdinal(cells[1], "2023-08-15 04") < 0).Sum(static cells => double.Parse(cells[2], System.Globalization.CultureInfo.InvariantCulture));
        Close.Relative(500 + (1800 * received), found.Book.Find("short")!.Value(new MarketState(1800, 1 / 365.0)), 1e-9);
        Assert.Equal(new DateTimeOffset(2023, 8, 14, 0, 0, 0, TimeSpan.Zero), found.Beginning);
    }

    [Fact]
    public void Read_OptionStrip_IsValuedOnItsSmile()
    {
        BookCase found = BookFile.Read(Path.Combine(BookFolder.Samples, "option-strip.yaml"));
        Close.Relative(0.33 * BlackScholes.Of(OptionKind.Put, 2000, 1500, 0.85, 30 / 365.0, 0.04).Value, found.Book.Find("put 1500")!.Value(found.Start), 1e-12);
        Close.Relative(-0.5 * BlackScholes.Of(OptionKind.Call, 2000, 3000, 0.72, 90 / 365.0, 0.04).Value, found.Book.Find("written")!.Value(found.Start), 1e-12);
    }

    [Theory]
    [InlineData("price: 2000", "", 2, 1, "there is no price")]
    [InlineData("price: 2000", "price: -3", 1, 8, "a positive number is expected")]
    [InlineData("price: 2000", "price: [1, 2]", 1, 8, "price is a list; a positive number is expected")]
    [InlineData("price: 2000", "price: 2000\nprize: 1", 2, 1, "'prize' is no name here")]
    [InlineData("volatility: 0.7", "drift: 0.1", 2, 8, "a volatility is expected beside it")]
    [InlineData("volatility: 0.7", "symbols: [ETH]", 2, 10, "symbols has 1")]
    [InlineData("volatility: 0.7", "begin: yesterday", 2, 8, "write it like 2023-08-14")]
    [InlineData("volatility: 0.7", "surface: { quotes: [{ days: 30, strike: 2000, volatility: 0.7 }] }", 2, 10, "no option is valued on the surface")]
    [InlineData("amm: constant-product", "amm: concentrated", 5, 23, "needs lower")]
    [InlineData("amm: constant-product", "amm: concentrated, lower: 2500, upper: 1600", 5, 23, "upper must be above lower")]
    [InlineData("amm: constant-product", "amm: cpmm", 5, 23, "'cpmm' is no AMM that a book knows; one of constant-product")]
    [InlineData("value: 30000", "value: 30000, lower: 1600", 5, 23, "constant-product takes no lower")]
    [InlineData("value: 30000", "value: 30000, amount0: 1", 5, 48, "say the same thing")]
    [InlineData("value: 30000, ", "", 5, 16, "there is no value and no amount")]
    [InlineData("value: 30000", "amount0: 7.5, amount1: 1", 5, 64, "an amount1 of 15000 fits")]
    [InlineData("feeApr: 0.25", "feeApr: 25%", 5, 63, "feeApr is '25%'; a number from 0 on is expected")]
    [InlineData("feeApr: 0.25", "reinvest: true", 5, 65, "feeApr is expected beside it")]
    [InlineData("feeApr: 0.25", "performanceFee: 0.1", 5, 71, "feeApr or rewardApr is expected beside it")]
    [InlineData("{ amount1: 20000, rate1: 0.08 }", "{ amount1: 20000 }", 7, 11, "there is no rate1")]
    [InlineData("rate1: 0.08", "rate1: 0.08, rate0: 0.1", 7, 49, "rate0 is of a token of which there is none")]
    [InlineData("rate1: 0.08", "rate1: { apr: 0.08, aave: x.yaml }", 7, 55, "aave stands beside apr")]
    [InlineData("rate1: 0.08", "rate1: { apr: 0.08, reserve: USDC }", 7, 49, "'reserve' is no name here")]
    [InlineData("loan: { amount1", "hold: { amount1: 1 }\n    loan: { amount1", 8, 11, "loan stands beside hold")]
    [InlineData("    loan: { amount1: 20000, rate1: 0.08 }\n", "", 6, 5, "there is none of hold, cash")]
    [InlineData("- name: loan", "- name: farm", 6, 11, "another leg is called farm too")]
    [InlineData("{ leg: farm", "{ leg: frm", 10, 25, "'frm' is nothing that can secure a loan here; farm is expected")]
    [InlineData("threshold: 0.8333", "threshold: 83", 10, 42, "a number from 0 to 1 is expected")]
    [InlineData("threshold: 0.8333", "threshold: 0", 10, 42, "a fraction above 0")]
    [InlineData("threshold: 0.8333", "threshold: 0.6", 9, 5, "it would be liquidated at once")]
    [InlineData("debts: [loan]", "debts: [farm]", 11, 12, "'farm' is no loan of this book; loan is expected")]
    [InlineData("debts: [loan]", "debts: [loan, loan]", 11, 12, "stands in this rule twice")]
    [InlineData("whole: { prize: 0.05 }", "whole: { prize: 0.05 }\n    aave: { bonus: 0.05 }", 12, 12, "whole stands beside aave")]
    [InlineData("prize: 0.05", "prize: 0.7, protocolFee: 0.6", 12, 12, "protocolFee")]
    [InlineData("rules:", "# rules:", 10, 5, "'collateral' is no name here")]
    public void Read_BadFile_IsOneProblemAtItsPlace(string good, string bad, int line, int column, string expected)
    {
        string text = Farm.Replace(good, bad, StringComparison.Ordinal);
        Assert.NotEqual(Farm, text);
        TapeFormatException problem = Assert.Throws<TapeFormatException>(() => _folder.Read(text));
        Assert.Matches($@"book\.yaml:{line}: column {column}: [^\n]*;[^\n]*$", problem.Message);
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("perpetual: { kind: linear, quantity: 0, margin: 1, initialMargin: 0.2, maintenance: 0.01 }", "quantity is 0")]
    [InlineData("perpetual: { kind: linear, quantity: -1, margin: 1, initialMargin: 0.2, maintenance: 0.01 }", "it would be liquidated at once")]
    [InlineData("perpetual: { kind: quanto, quantity: 1, margin: 1, initialMargin: 0.2, maintenance: 0.01 }", "linear or inverse is expected")]
    [InlineData("perpetual: { kind: linear, quantity: 1, margin: 900, initialMargin: 0.2, maintenance: [{ floor: 5, rate: 0.01 }] }", "the first must begin at 0")]
    [InlineData("perpetual: { kind: linear, quantity: 1, margin: 900, initialMargin: 0.2, maintenance: 0.01, funding: { apr: 0.1 } }", "'apr' is no name here")]
    [InlineData("option: { kind: put, quantity: 1, strike: 1800, days: 30 }", "there is no volatility to value the option at")]
    [InlineData("option: { kind: put, quantity: 1, strike: 0, days: 30, volatility: 0.8 }", "a positive number is expected")]
    [InlineData("protection: { of: x, protocol: thorchain }", "'x' is no liquidity of this book")]
    [InlineData("protection: { of: pool, protocol: bancor }", "bancor-v2.1, bancor-v3")]
    [InlineData("protection: { of: pool }", "there is none of protocol, fullDays")]
    [InlineData("protection: { of: pool, protocol: thorchain, cliffDays: 3 }", "the protocol has a cliff of its own")]
    [InlineData("protection: { of: pool, fullDays: 10, cliffDays: 30 }", "a number from 0 to 10 is expected")]
    [InlineData("protection: { of: pool, fullDays: 10, deductible: 0.5, cap: 0.1 }", "cap is 0.1 and deductible is 0.5, so that nothing would be paid; a cap that is not below the deductible is expected")]
    [InlineData("perpetual: { kind: linear, quantity: 1, margin: 900, initialMargin: 0.1, maintenance: 0.2 }", "column 73: initialMargin asks for a margin of 200 and maintenance for 400")]
    [InlineData("loan: { amount0: 1, rate0: { recorded: x.csv } }", "x.csv")]
    [InlineData("loan: { amount0: 1, rate0: { aave: none.yaml, reserve: WETH, utilisation: 0.5 } }", "none.yaml")]
    [InlineData("cash: -5", "a number from 0 on is expected")]
    public void Read_BadLeg_IsOneProblem(string leg, string expected)
    {
        string text = $"price: 2000\nlegs:\n  - name: pool\n    liquidity: {{ amm: constant-product, value: 10000 }}\n  - name: x\n    {leg}\n";
        TapeFormatException problem = Assert.Throws<TapeFormatException>(() => _folder.Read(text));
        Assert.DoesNotContain('\n', problem.Message);
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "add 'begin: ' and a date to the book")]
    [InlineData("begin: 2023-08-13", "the record begins 1 days after the book, at 2023-08-14T00:00:00Z")]
    [InlineData("begin: 2023-09-01", "the record ends at 2023-08-14T23:59:00Z, before the book begins")]
    public void Read_RecordOfAnotherTime_IsRefused(string begin, string expected)
    {
        string record = SharedData.Path("rates", "polygon-aave_v3-0x2791bca1f2de4661ed88a30c99a7a9449aa84174-2023-08-14.minute.csv");
        string text = $"price: 2000\n{begin}\nlegs:\n  - name: a\n    loan: {{ amount1: 1, rate1: {{ recorded: {record} }} }}\n";
        Assert.Contains(expected, Assert.Throws<TapeFormatException>(() => _folder.Read(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SecondCashOrForeignCash_IsRefused()
    {
        const string Two = "price: 2000\nlegs:\n  - name: a\n    cash: 5\n  - name: b\n    cash: 6\n";
        Assert.Contains("a is the book's cash already", Assert.Throws<TapeFormatException>(() => _folder.Read(Two)).Message, StringComparison.Ordinal);
        const string Foreign = "price: 2000\nlegs:\n  - name: cash\n    hold: { amount0: 6 }\n";
        Assert.Contains(":3: column 11: this leg is called cash", Assert.Throws<TapeFormatException>(() => _folder.Read(Foreign)).Message, StringComparison.Ordinal);
        Assert.Equal("a", _folder.Read("price: 2000\nlegs:\n  - name: a\n    cash: 5\n").Cash);
    }

    [Fact]
    public void Read_OneLegInTwoRules_IsRefused()
    {
        string text = Farm + "\n  - name: other\n    collateral: [{ leg: farm, threshold: 0.9 }]\n    debts: [loan]\n    whole: { prize: 0.05 }\n";
        Assert.Contains(":14: column 25: 'farm' stands in the rule vault too", Assert.Throws<TapeFormatException>(() => _folder.Read(text)).Message, StringComparison.Ordinal);
    }
}
