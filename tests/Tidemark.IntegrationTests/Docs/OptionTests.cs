using System.Text.RegularExpressions;
using Tidemark.IntegrationTests.Cli;

namespace Tidemark.IntegrationTests.Docs;

/// <summary>What the documents say about options is what <c>--help</c> says, for every verb and every AMM.</summary>
public sealed partial class OptionTests
{
    private const string Amms = "amms";

    [Fact]
    public async Task Options_OfEveryVerbAndAmm_AreThoseOfItsPage()
    {
        string[] verbs = Words(await HelpAsync());
        Assert.True(verbs.Length >= 4, $"{verbs.Length} verbs found");
        List<string> differences = [];
        foreach (string verb in verbs)
        {
            string page = PageOf(verb);
            string help = await HelpAsync(verb);
            string[] amms = Words(help);
            if (amms.Length == 0)
            {
                Compare(differences, verb, Options(help), Documented(page, []));
                Compare(differences, $"the usage of {verb}", Options(help), Names(MarkdownFiles.Blocks(page, "text").First()).Distinct());
                continue;
            }
            Compare(differences, $"the AMMs of {verb}", amms, AmmRow().Matches(await File.ReadAllTextAsync(PageOf(Amms), TestContext.Current.CancellationToken)).Select(static match => match.Groups["name"].Value));
            foreach (string amm in amms)
            {
                IEnumerable<string> documented = Documented(page, amms, amm).Concat(Documented(PageOf(Amms), amms, amm));
                Compare(differences, $"{verb} {amm}", Options(await HelpAsync(verb, amm)), documented);
            }
        }
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private static string PageOf(string name)
    {
        string page = Repository.Path("docs", "reference", $"{name}.md");
        Assert.True(File.Exists(page), $"{page} is missing: every verb has a page.");
        return page;
    }

    private static void Compare(List<string> differences, string of, IEnumerable<string> helped, IEnumerable<string> documented)
    {
        string help = string.Join(' ', helped.Order(StringComparer.Ordinal));
        string document = string.Join(' ', documented.Order(StringComparer.Ordinal));
        if (help != document)
        {
            differences.Add($"{of}\n  --help:   {help}\n  document: {document}\n");
        }
    }

    private static async Task<string> HelpAsync(params string[] words)
    {
        string help = await TidemarkProcess.OutputAsync([.. words, "--help"]);
        return help.ReplaceLineEndings("\n");
    }

    /// <summary>The verbs or AMMs that must follow.</summary>
    private static string[] Words(string help)
    {
        int commands = help.IndexOf("\nCommands:\n", StringComparison.Ordinal);
        return commands < 0 ? [] : [.. Word().Matches(help[commands..]).Select(static match => match.Groups["name"].Value)];
    }

    private static IEnumerable<string> Options(string help) =>
        HelpRow().Matches(help[help.IndexOf("\nOptions:\n", StringComparison.Ordinal)..]).SelectMany(static match => Names(match.Value)).Where(static name => name != "--help");

    /// <summary>The options in the tables of a page; a section whose heading names AMMs is about those only.</summary>
    private static IEnumerable<string> Documented(string page, string[] amms, string? amm = null)
    {
        bool applies = true;
        foreach (string line in File.ReadLines(page))
        {
            if (line.StartsWith('#'))
            {
                string[] named = [.. Quoted().Matches(line).Select(static match => match.Groups["name"].Value).Where(amms.Contains)];
                applies = named.Length == 0 || named.Contains(amm);
            }
            if (applies && TableRow().Match(line) is { Success: true } row)
            {
                foreach (string name in Names(row.Value))
                {
                    yield return name;
                }
            }
        }
    }

    private static IEnumerable<string> Names(string text) => Name().Matches(text).Select(static match => match.Value);

    [GeneratedRegex("--[a-z0-9-]+")]
    private static partial Regex Name();

    [GeneratedRegex(@"^  (?<name>[a-z][a-z-]*)", RegexOptions.Multiline)]
    private static partial Regex Word();

    [GeneratedRegex(@"^  (-\S+, )*--[a-z0-9-]+", RegexOptions.Multiline)]
    private static partial Regex HelpRow();

    [GeneratedRegex(@"^\| (`--[a-z0-9-]+`(, )?)+ \|")]
    private static partial Regex TableRow();

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\| `(?<name>[a-z][a-z-]*)` \|", RegexOptions.Multiline)]
    private static partial Regex AmmRow();
}
