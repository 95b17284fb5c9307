using System.Text.RegularExpressions;

namespace Tidemark.Tests.Architecture;

/// <summary>The repository says nothing about the machine it was written on.</summary>
public sealed partial class TextHygieneTests
{
    private const int LargestText = 4 << 20;

    [Fact]
    public void Files_MachinePathsAndRegistryHosts_AreNowhere()
    {
        string[] files = SourceFiles.All();
        Assert.Contains(files, path => path.EndsWith("Tidemark.slnx", StringComparison.Ordinal));
        Assert.Empty(files.Where(IsText).SelectMany(path => Violations(File.ReadAllText(path)).Select(match => $"{SourceFiles.Relative(path)}: {match}")));
    }

    [Theory]
    [InlineData("see {0}work/data/x.csv", true)]
    [InlineData("HOME={0}root/.cache", true)]
    [InlineData("'{0}home/someone/project'", true)]
    [InlineData("(file:{0}{0}{0}work/x)", true)]
    [InlineData("C:\\{1}\\someone", true)]
    [InlineData("https:{0}{0}api.nu{2}get.org{0}v3{0}index.json", true)]
    [InlineData("https:{0}{0}registry.npm{2}js.org{0}x", true)]
    [InlineData("pip install from https:{0}{0}pyp{2}i.org{0}simple", true)]
    [InlineData("mirror.arti{2}factory.example.com", true)]
    [InlineData("the work{0}home balance", false)]
    [InlineData("docs{0}work{0}x.md and https:{0}{0}example.com{0}work{0}x", false)]
    [InlineData("NuGet.config and package.json", false)]
    public void Violations_Sample_AreFound(string template, bool isFound) =>
        Assert.Equal(isFound, Violations(string.Format(System.Globalization.CultureInfo.InvariantCulture, template, "/", "Users", "")).Any());

    private static IEnumerable<string> Violations(string text) => MachinePath().Matches(text).Concat(RegistryHost().Matches(text)).Select(match => match.Value);

    private static bool IsText(string path)
    {
        using FileStream stream = File.OpenRead(path);
        byte[] head = new byte[Math.Min(8192, stream.Length)];
        stream.ReadExactly(head);
        return stream.Length <= LargestText && !head.Contains((byte)0);
    }

    // The brackets keep the patterns from finding themselves.
    [GeneratedRegex(@"(?<![\w.)}])/(?:wor[k]|roo[t]|hom[e]|User[s])/|[A-Z]:\\User[s]\\")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"(?:[a-z0-9-]+\.)*(?:nu[g]et|np[m]js|pyp[i]|pythonhoste[d]|crate[s]|rubygem[s]|arti[f]actory|jfro[g]|nexu[s])(?:\.[a-z0-9-]+)*\.(?:org|com|io|net|dev|internal|local|corp|lan)\b", RegexOptions.IgnoreCase)]
    private static partial Regex RegistryHost();
}
