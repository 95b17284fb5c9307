namespace Tidemark.IntegrationTests.Cli;

/// <summary>Numbers so large that an answer is beyond a double are refused in one line, before anything is written.</summary>
public sealed class NonFiniteProcessTests : IDisposable
{
    private readonly TapeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("leverage --amm constant-product --price 1000 --collateral 10000 --leverage 3 --borrow token1 --liquidation-threshold 0.83 --fee-apr 1e300 --json", "carryPerDay comes out beyond what a number can hold; give less extreme numbers.")]
    [InlineData("hedge constant-product --entry 2000 --funding-apr 1e308 --days 1e10 --json", "carry.fundingValue comes out beyond what a number can hold; give less extreme numbers.")]
    [InlineData("il constant-product --entry 1 --price 2 --fees 1e308 --value 1e308 --json", "benchmarks.allToken0HoldValue comes out beyond")]
    [InlineData("il constant-product --entry 1 --price 2 --fees 1e308 --value 1e308 --csv", "benchmarks.allToken0HoldValue comes out beyond")]
    [InlineData("book samples/option-strip.yaml --days 1e9", "bookValueAtHorizon comes out beyond")]
    public async Task Answer_BeyondADouble_IsOneLineThatNamesTheFigure(string arguments, string expected)
    {
        (string page, string picture) = (_folder.PathOf("page.html"), _folder.PathOf("picture.svg"));
        string[] asked = [.. arguments.Split(' '), "--html", page, .. arguments.StartsWith("il ", StringComparison.Ordinal) ? (string[])[] : ["--svg", picture]];
        Assert.Contains(expected, await TidemarkProcess.RefusalAsync(asked), StringComparison.Ordinal);
        Assert.False(File.Exists(page) || File.Exists(picture));
    }
}
