namespace Tidemark.IntegrationTests.Cli;

/// <summary>What the parser refuses, as a user of each verb sees it.</summary>
public sealed class RefusalProcessTests
{
    [Theory]
    [InlineData("replay tape.csv")]
    [InlineData("explain tape.csv")]
    [InlineData("pairs prices.csv")]
    [InlineData("il constant-product")]
    [InlineData("lvr constant-product")]
    [InlineData("greeks constant-product")]
    [InlineData("breakeven constant-product")]
    [InlineData("hedge constant-product")]
    [InlineData("protect constant-product")]
    [InlineData("leverage")]
    [InlineData("book book.yaml")]
    public async Task UnknownOption_OfAVerb_IsOneLineAndExitCodeTwo(string verb)
    {
        string[] arguments = [.. verb.Split(' '), "--nowhere", "3"];
        TidemarkResult result = await TidemarkProcess.RunAsync(arguments);
        Assert.Equal((2, "", $"tidemark: {await TidemarkProcess.RefusalAsync(arguments)}\n"), (result.ExitCode, result.Output, result.Error));
        Assert.StartsWith("tidemark: '--nowhere' is no option", result.Error, StringComparison.Ordinal);
    }
}
