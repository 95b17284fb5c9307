using System.Text.RegularExpressions;

namespace Tidemark.Tests.Architecture;

/// <summary>A type is found by its name: the namespace is the folder, the file is the type, and names say what a thing is.</summary>
public sealed partial class SourceLayoutTests
{
    [Fact]
    public void Sources_Layout_FollowsTheRules()
    {
        string[] files = SourceFiles.Under("src");
        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(file => Violations(SourceFiles.Relative(file), File.ReadAllText(file))));
    }

    [Fact]
    public void Tests_Names_FollowTheRules() =>
        Assert.Empty(SourceFiles.Under("tests").Select(SourceFiles.Relative).SelectMany(NameViolations));

    [Theory]
    [InlineData("src/Tidemark.Amm/Curve/Pool.cs", "namespace Tidemark.Amm.Curve;\npublic sealed class Pool { }", false)]
    [InlineData("src/Tidemark.Amm/Curve/Pool.cs", "namespace Tidemark.Amm;\npublic sealed class Pool { }", true)]
    [InlineData("src/Tidemark.Amm/Curve/Pool.cs", "namespace Tidemark.Amm.Curve;\npublic sealed class Pond { }", true)]
    [InlineData("src/Tidemark.Amm/Curve/Pool.cs", "namespace Tidemark.Amm.Curve;\npublic sealed class Pool { }\npublic enum PoolKind { }", true)]
    [InlineData("src/Tidemark.Amm/Curve/Pool.cs", "namespace Tidemark.Amm.Curve;\npublic readonly record struct Pool;\ninternal static class Rest { }", true)]
    [InlineData("src/Tidemark.Amm/Curve/Pool.Operators.cs", "namespace Tidemark.Amm.Curve;\npublic partial struct Pool { }", false)]
    [InlineData("src/Tidemark.Amm/Curve/PoolUtils.cs", "namespace Tidemark.Amm.Curve;\npublic static class PoolUtils { }", true)]
    [InlineData("src/Tidemark.Amm/Curve/CurveHelper.cs", "namespace Tidemark.Amm.Curve;\npublic static class CurveHelper { }", true)]
    [InlineData("src/Tidemark.Amm/Curve/PoolManager.cs", "namespace Tidemark.Amm.Curve;\npublic sealed class PoolManager { }", true)]
    [InlineData("src/Tidemark.Amm/Curve/Pool2.cs", "namespace Tidemark.Amm.Curve;\npublic sealed class Pool2 { }", true)]
    [InlineData("src/Tidemark.Amm/Utils/Pool.cs", "namespace Tidemark.Amm.Utils;\npublic sealed class Pool { }", true)]
    [InlineData("src/Tidemark.Amm/Numerics/UInt256.cs", "namespace Tidemark.Amm.Numerics;\npublic readonly struct UInt256 { }", false)]
    [InlineData("src/Tidemark.Amm/UniswapV3/PriceX96.cs", "namespace Tidemark.Amm.UniswapV3;\npublic readonly struct PriceX96 { }", false)]
    [InlineData("src/Tidemark.Data/Chain/PositionManagerLog.cs", "namespace Tidemark.Data.Chain;\npublic sealed record PositionManagerLog;", false)]
    public void Violations_Sample_AreFound(string path, string text, bool isFound) => Assert.Equal(isFound, Violations(path, text).Any());

    private static IEnumerable<string> Violations(string path, string text)
    {
        string[] folders = path.Split('/');
        string expected = string.Join('.', folders[1..^1]);
        string stem = folders[^1].Split('.')[0];
        string declared = Namespace().Match(text).Groups[1].Value;
        // An entry point of top-level statements declares neither.
        if (declared.Length > 0 && declared != expected)
        {
            yield return $"{path}: namespace {declared}, but the folder says {expected}";
        }
        string[] types = [.. TopLevelType().Matches(text).Select(match => match.Groups[1].Value)];
        if (types.Length > 1 || (types.Length == 1 && types[0] != stem))
        {
            yield return $"{path}: declares {string.Join(", ", types)}";
        }
        foreach (string violation in NameViolations(path))
        {
            yield return violation;
        }
    }

    private static IEnumerable<string> NameViolations(string path)
    {
        foreach (string part in path.Split('/'))
        {
            string name = part.Split('.')[0];
            if (BannedName().IsMatch(name) || (NumberedName().IsMatch(name) && !DomainNumber().IsMatch(name)))
            {
                yield return $"{path}: the name {name} says nothing";
            }
        }
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    // Types that nest are indented, so what begins a line is not nested.
    [GeneratedRegex(@"^(?:(?:public|internal|file|static|sealed|abstract|readonly|partial|ref|unsafe)\s+)*(?:class|struct|interface|enum|record\s+struct|record\s+class|record|delegate\s+[\w<>?]+)\s+(\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    // The position manager and the pool manager are contracts of Uniswap, and so words of the domain.
    [GeneratedRegex(@"Utils?(?![a-z])|Utilit|Helper|(?<!Position)(?<!^Pool)Manager|^PoolManager$|^(?:Misc|Common)$")]
    private static partial Regex BannedName();

    [GeneratedRegex(@"\d$")]
    private static partial Regex NumberedName();

    [GeneratedRegex(@"(?:Int|Q|X|Erc)\d+$|V[234]$|(?:Token|Amount)[01]$")]
    private static partial Regex DomainNumber();
}
