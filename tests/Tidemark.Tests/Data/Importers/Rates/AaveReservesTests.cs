using Tidemark.Analytics.Legs.Interest;
using Tidemark.Data.Importers;
using Tidemark.Data.Importers.Rates;
using Tidemark.Tests.Analytics;

namespace Tidemark.Tests.Data.Importers.Rates;

public sealed class AaveReservesTests : IDisposable
{
    private const string Weth = """
        reserves:
          - name: WETH
            ltv: 0.8
            liquidationThreshold: 0.825
            liquidationBonus: 0.05
            closeFactor: 0.5
            reserveFactor: 0.15
            optimalUtilisation: 0.8
            baseRate: 0
            slope1: 0.04
            slope2: 0.75

        """;

    private readonly TestTapes _tapes = new();

    public void Dispose() => _tapes.Dispose();

    [Fact]
    public void Read_Yaml_GivesTheCurveOfTheVectors()
    {
        AaveReserve reserve = Assert.Single(AaveReserves.Read(_tapes.Write("r.yaml", Weth)));
        Assert.Equal(new AaveReserve("WETH", 0.15, 0.8, 0, 0.04, 0.75) { LtvFraction = 0.8, LiquidationThresholdFraction = 0.825, LiquidationBonusFraction = 0.05, CloseFactorFraction = 0.5 }, reserve);
        UtilisationCurve curve = UtilisationCurve.Aave(reserve.OptimalUtilisation, reserve.BaseRateAnnual, reserve.Slope1Annual, reserve.Slope2Annual);
        Close.Relative(Vectors.Named("aave.rate.U=0.95").Expected.GetProperty("borrow").GetDouble(), curve.BorrowRate(0.95), 1e-12);
    }

    [Fact]
    public void Read_Json_IsTheSame()
    {
        const string Json = """{"reserves":[{"name":"WETH","ltv":0.8,"liquidationThreshold":0.825,"liquidationBonus":0.05,"closeFactor":0.5,"reserveFactor":0.15,"optimalUtilisation":0.8,"baseRate":0,"slope1":0.04,"slope2":0.75}]}""";
        Assert.Equal(AaveReserves.Read(_tapes.Write("r.yaml", Weth)), AaveReserves.Read(_tapes.Write("r.json", Json)));
    }

    [Fact]
    public void Read_RatesAlone_AreAReserve()
    {
        const string Rates = "reserves:\n  - { name: WETH, reserveFactor: 0.15, optimalUtilisation: 0.8, baseRate: 0, slope1: 0.04, slope2: 0.75 }\n";
        Assert.Equal(new AaveReserve("WETH", 0.15, 0.8, 0, 0.04, 0.75), Assert.Single(AaveReserves.Read(_tapes.Write("r.yaml", Rates))));
    }

    [Fact]
    public void Read_TheDocumentsExample_IsOne()
    {
        string document = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "docs", "reference", "formats.md"));
        int start = document.IndexOf("```yaml\n", StringComparison.Ordinal) + 8;
        string example = document[start..document.IndexOf("```", start, StringComparison.Ordinal)];
        Assert.Equal(["WETH", "USDC"], AaveReserves.Read(_tapes.Write("d.yaml", example)).Select(reserve => reserve.Name));
    }

    [Theory]
    [InlineData("ltv: 0.8", "ltv: 1.8", "t:3: column 10: ltv is '1.8'; a number from 0 to 1 is expected; correct it")]
    [InlineData("ltv: 0.8", "ltv: 80%", "t:3: column 10: ltv is '80%'; a number from 0 to 1 is expected; correct it")]
    [InlineData("ltv: 0.8", "ltv: .nan", "t:3: column 10: ltv is '.nan'; a number from 0 to 1 is expected; correct it")]
    [InlineData("ltv: 0.8", "ltv: 0.9", "t:4: column 27: liquidationThreshold is 0.825 and ltv 0.9; the threshold is expected not to be below it, as in the contract; correct one of them")]
    [InlineData("Bonus: 0.05", "Bonus: 0.5", "t:5: column 23: liquidationThreshold times 1 + liquidationBonus is 1.2374999999999998; at most 1 is expected, as in the contract, so that a liquidation can be paid from the collateral; correct one of them")]
    [InlineData("slope2: 0.75", "slope2: -1", "t:11: column 13: slope2 is '-1'; a number from 0 on is expected; correct it")]
    [InlineData("slope2: 0.75", "slope3: 1", "t:11: column 5: 'slope3' is no name here; name, ltv, liquidationThreshold, liquidationBonus, closeFactor, reserveFactor, optimalUtilisation, baseRate, slope1, slope2 are known; correct or remove it")]
    [InlineData("    slope1: 0.04\n", "", "t:2: column 5: there is no slope1; it is needed here; add 'slope1: ' and its value")]
    [InlineData("name: WETH", "name:", "t:2: column 10: name is a missing value; a text is expected; write one")]
    [InlineData("reserves:", "reserve:", "t:1: column 1: 'reserve' is no name here; reserves are known; correct or remove it")]
    [InlineData("optimalUtilisation: 0.8", "optimalUtilisation: 1", "t:8: column 25: optimalUtilisation is 1; a number between 0 and 1, neither included, is expected; correct it")]
    public void Read_Damaged_NamesLineAndColumn(string before, string after, string message) => Assert.Equal(message, Failure(Weth.Replace(before, after, StringComparison.Ordinal)));

    [Fact]
    public void Read_NoReserves_SaysWhatItIs()
    {
        Assert.Equal("t:12: column 11: the reserve 'WETH' stands twice; each is expected once; remove one of them", Failure(Weth + Weth[(Weth.IndexOf('\n', StringComparison.Ordinal) + 1)..]));
        Assert.Equal("t: the file has 0 documents; one, a file of Aave reserves, is expected; check that it was written completely", Failure(string.Empty));
        Assert.StartsWith("t:1: column 1: the file begins with a list; ", Failure("- 1\n"), StringComparison.Ordinal);
        Assert.StartsWith("t:1: column 11: reserves is a text 'none'; a list with at least one entry is expected", Failure("reserves: none\n"), StringComparison.Ordinal);
        Assert.StartsWith("t:2: column 5: an entry of reserves is a text 'WETH'; names and values are expected", Failure("reserves:\n  - WETH\n"), StringComparison.Ordinal);
        Assert.StartsWith("t:1: column 11: this is no YAML from here on", Failure("reserves: [1\nx: }"), StringComparison.Ordinal);
        Assert.Contains("this is no YAML: ", Failure("reserves: 1\nreserves: 2\n"), StringComparison.Ordinal);
        Assert.EndsWith("there is no such file; check the path", Assert.Throws<TapeFormatException>(() => AaveReserves.Read(_tapes.PathOf("missing"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FileWithAByteOrderMark_IsReadAsWithout() =>
        Assert.Equal(["WETH"], AaveReserves.Read(_tapes.Write("t", [.. System.Text.Encoding.UTF8.GetPreamble(), .. System.Text.Encoding.UTF8.GetBytes(Weth)])).Select(static reserve => reserve.Name));

    [Fact]
    public void Read_DeepNesting_IsRefused()
    {
        Assert.Contains("nested more than 50 deep", Failure(string.Concat(Enumerable.Repeat("- ", 60)) + "1\n"), StringComparison.Ordinal);
        foreach (string deep in new[] { "[", "- ", "? ", "{a: " })
        {
            Assert.StartsWith("t:", Failure("reserves: \n  " + string.Concat(Enumerable.Repeat(deep, 100_000))), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_MutatedFile_GivesReservesOrTheOneException()
    {
        byte[] original = System.Text.Encoding.UTF8.GetBytes(Weth + "  - {name: \"A\\x41\", ltv: 0, liquidationThreshold: 0, liquidationBonus: 0, closeFactor: 1, reserveFactor: 0, optimalUtilisation: 0.5, baseRate: 0, slope1: 0, slope2: 0}\n");
        Assert.Equal(["WETH", "AA"], AaveReserves.Read(_tapes.Write("t", original)).Select(reserve => reserve.Name));
        const string Odd = "0159 \n-:[]{},'\"&*!|>%@#?\\xU\t";
        Random random = new(20260402);
        int read = 0;
        int refused = 0;
        for (int round = 0; round < 3000; round++)
        {
            byte[] mutated = [.. original];
            for (int mutations = random.Next(1, 4); mutations > 0; mutations--)
            {
                mutated[random.Next(mutated.Length)] = (byte)(random.Next(3) == 0 ? random.Next(256) : Odd[random.Next(Odd.Length)]);
            }
            string path = _tapes.Write("t", random.Next(4) == 0 ? mutated[..random.Next(mutated.Length)] : mutated);
            try
            {
                Assert.All(AaveReserves.Read(path), static reserve => Assert.True(!(reserve.LtvFraction > reserve.LiquidationThresholdFraction) && reserve.OptimalUtilisation is > 0 and < 1));
                read++;
            }
            catch (TapeFormatException exception)
            {
                Assert.StartsWith(path, exception.Message, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', exception.Message);
                refused++;
            }
        }
        Assert.True(read > 10 && refused > 50, $"{read} read, {refused} refused");
    }

    private string Failure(string content)
    {
        string path = _tapes.Write("t", content);
        string message = Assert.Throws<TapeFormatException>(() => AaveReserves.Read(path)).Message;
        Assert.DoesNotContain('\n', message);
        return message.Replace(Path.GetDirectoryName(path)! + Path.DirectorySeparatorChar, string.Empty, StringComparison.Ordinal);
    }
}
