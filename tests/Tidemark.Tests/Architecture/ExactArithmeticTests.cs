using System.Text.RegularExpressions;
using Tidemark.Amm.Numerics;

namespace Tidemark.Tests.Architecture;

/// <summary>The exact project holds integers alone, and knows no file, clock, console or chance.</summary>
public sealed partial class ExactArithmeticTests
{
    [Fact]
    public void CompiledAmm_FloatingPoint_IsNowhere()
    {
        using AssemblyScan scan = new(typeof(UInt256).Assembly.Location, name => name.StartsWith("Tidemark.", StringComparison.Ordinal));
        Assert.Empty(scan.FloatingPoint());
    }

    [Fact]
    public void CompiledAmm_OutsideWorld_IsNowhere()
    {
        using AssemblyScan scan = new(typeof(UInt256).Assembly.Location, name => name.StartsWith("Tidemark.", StringComparison.Ordinal));
        Assert.Empty(scan.OutsideWorld());
    }

    [Fact]
    public void AmmSource_FloatingPointWords_AreNowhere()
    {
        string[] files = SourceFiles.Under("src", "Tidemark.Amm");
        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(file => FloatingPointWords(File.ReadAllText(file)).Select(word => $"{file}: {word}")));
    }

    [Theory]
    [InlineData(nameof(ScanSamples.FloatingField))]
    [InlineData(nameof(ScanSamples.FloatingConstant))]
    [InlineData(nameof(ScanSamples.FloatingCall))]
    [InlineData(nameof(ScanSamples.FloatingParameter))]
    [InlineData(nameof(ScanSamples.FloatingGeneric))]
    [InlineData(nameof(ScanSamples.DecimalLocal))]
    public void FloatingPoint_BadSample_IsFound(string sample)
    {
        using AssemblyScan scan = Sample(sample);
        Assert.NotEmpty(scan.FloatingPoint());
    }

    [Theory]
    [InlineData(nameof(ScanSamples.ReadsFile))]
    [InlineData(nameof(ScanSamples.ReadsClock))]
    [InlineData(nameof(ScanSamples.Throws))]
    [InlineData(nameof(ScanSamples.Prints))]
    [InlineData(nameof(ScanSamples.ReadsEnvironment))]
    public void OutsideWorld_BadSample_IsFound(string sample)
    {
        using AssemblyScan scan = Sample(sample);
        Assert.NotEmpty(scan.OutsideWorld());
    }

    [Fact]
    public void Scans_CleanSample_FindNothing()
    {
        using AssemblyScan scan = Sample(nameof(ScanSamples.Clean));
        Assert.Empty(scan.FloatingPoint());
        Assert.Empty(scan.OutsideWorld());
    }

    [Theory]
    [InlineData("double x = 1;", true)]
    [InlineData("public decimal Price;", true)]
    [InlineData("List<float> values", true)]
    [InlineData("Half.One", true)]
    [InlineData("// a double price\nint x;", false)]
    [InlineData("/// <summary>The double of it.</summary>\nint x;", false)]
    [InlineData("int doubled = 2; string text = \"a double\";", false)]
    public void FloatingPointWords_Text_AreThoseOutsideComments(string text, bool isFound) => Assert.Equal(isFound, FloatingPointWords(text).Any());

    private static AssemblyScan Sample(string name) =>
        new(typeof(ScanSamples).Assembly.Location, type => type == $"{typeof(ScanSamples).FullName}/{name}");

    private static IEnumerable<string> FloatingPointWords(string text) => Words().Matches(CommentsAndStrings().Replace(text, " ")).Select(match => match.Value);

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/|""(?:[^""\\\n]|\\.)*""", RegexOptions.Singleline)]
    private static partial Regex CommentsAndStrings();

    [GeneratedRegex(@"\b(?:double|float|decimal|Half|Double|Single|Decimal|NFloat)\b")]
    private static partial Regex Words();
}
