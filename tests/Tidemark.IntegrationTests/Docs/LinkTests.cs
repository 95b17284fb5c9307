using System.Text.RegularExpressions;

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

    // As the usual renderers make them of headings.
    private static IEnumerable<string> Anchors(string file) =>
        File.ReadLines(file).Where(static line => line.StartsWith('#')).Select(static line => NoAnchor().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoAnchor();
}
