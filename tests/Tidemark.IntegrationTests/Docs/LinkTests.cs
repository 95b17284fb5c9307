using System.Text.RegularExpressions;
using Tidemark.IntegrationTests.Cli;

namespace Tidemark.IntegrationTests.Docs;

/// <summary>What the documents point at is there.</summary>
public sealed partial class LinkTests
{
    [Fact]
    public void RelativeLinks_OfEveryDocument_LeadToFilesAndHeadings()
    {
        List<string> broken = [];
        int links = 0;
        foreach (string file in MarkdownFiles.All())
        {
            foreach (Match match in Link().Matches(File.ReadAllText(file)))
            {
                string link = match.Groups["target"].Value;
                if (link.Contains("://", StringComparison.Ordinal))
                {
                    continue;
                }
                links++;
                string[] parts = link.Split('#');
                string target = parts[0].Length == 0 ? file : Path.Combine(Path.GetDirectoryName(file)!, parts[0]);
                if (!(File.Exists(target) || Directory.Exists(target)) || (parts.Length > 1 && !Anchors(target).Contains(parts[1])))
                {
                    broken.Add($"{Path.GetRelativePath(Repository.Root, file)}: {link}");
                }
            }
        }
        Assert.Empty(broken);
        Assert.True(links > 5, $"{links} links found");
    }

    [Theory]
    [InlineData("pairs")]
    [InlineData("replay")]
    public async Task Options_OfHelpAndDocument_AreTheSame(string verb)
    {
        TidemarkResult help = await TidemarkProcess.RunAsync(verb, "--help");
        Assert.Equal((0, ""), (help.ExitCode, help.Error));
        string path = Repository.Path("docs", "reference", $"{verb}.md");
        string document = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        string usage = MarkdownFiles.Blocks(path, "text").First();

        string[] helped = Names(Option().Matches(help.Output[help.Output.IndexOf("Options:", StringComparison.Ordinal)..])).Where(static name => name != "--help").ToArray();
        Assert.Equal(helped, Names(TableRow().Matches(document)));
        Assert.Equal(helped, Names(Anywhere().Matches(usage)));
    }

    private static IEnumerable<string> Names(MatchCollection matches) => matches.Select(static match => match.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal);

    // As the usual renderers make them of headings.
    private static IEnumerable<string> Anchors(string file) =>
        File.ReadLines(file).Where(static line => line.StartsWith('#')).Select(static line => NoAnchor().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoAnchor();

    [GeneratedRegex(@"^  (-\S+, )*(?<name>--[a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex Option();

    [GeneratedRegex(@"^\| `(?<name>--[a-z-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex(@"(?<name>--[a-z-]+)")]
    private static partial Regex Anywhere();
}
