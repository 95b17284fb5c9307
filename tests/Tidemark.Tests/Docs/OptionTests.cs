using System.CommandLine;
using System.Text.RegularExpressions;
using Tidemark.Cli;

namespace Tidemark.Tests.Docs;

/// <summary>The options in the documents are those of the program, for every verb, every AMM, and every verb without an AMM.</summary>
public sealed partial class OptionTests
{
    /// <summary>In a heading, what stands for every AMM.</summary>
    private const string AnyAmm = "AMM";

    /// <summary>Verbs whose pages leave the usage of each AMM to that of the AMMs.</summary>
    private static readonly string[] UsageIsByAmm = ["breakeven", "greeks", "il", "lvr"];

    private static readonly Command[] Verbs = [.. TidemarkCommand.Create().Subcommands];

    public static TheoryData<string> VerbNames => [.. Verbs.Select(static verb => verb.Name)];

    [Theory]
    [MemberData(nameof(VerbNames))]
    public void Options_OfAVerb_AreThoseOfItsPage(string verb)
    {
        Command command = Verbs.Single(command => command.Name == verb);
        string[] amms = [.. command.Subcommands.Select(static amm => amm.Name)];
        AssertSame(amms.Length == 0 ? Documented(verb, verb) : [.. Documented(verb, verb), .. Documented("amms", verb)], command);
        foreach (Command amm in command.Subcommands)
        {
            AssertSame([.. Documented(verb, amm.Name, AnyAmm), .. Documented("amms", amm.Name, AnyAmm)], amm);
        }
    }

    [Fact]
    public void Options_OfAllCommands_AreShownByHelp() =>
        Assert.DoesNotContain(Verbs.SelectMany(static verb => verb.Subcommands.Prepend(verb)).SelectMany(static command => command.Options), static option => option.Hidden);

    [Theory]
    [MemberData(nameof(VerbNames))]
    public void Usage_OnThePageOfAVerb_HasItsOptions(string verb)
    {
        Match usage = Usage().Match(File.ReadAllText(PageOf(verb)).ReplaceLineEndings("\n"));
        Command command = Verbs.Single(command => command.Name == verb);
        Assert.True(usage.Success || UsageIsByAmm.Contains(verb), $"the page of {verb} shows no usage");
        if (usage.Success)
        {
            AssertSame([.. Names(usage.Value).Distinct()], command, isUsage: true);
        }
    }

    [Fact]
    public void Amms_OfEveryVerb_AreThoseOfTheirPage()
    {
        string[] documented = [.. AmmRow().Matches(File.ReadAllText(PageOf("amms"))).Select(static match => match.Groups["name"].Value)];
        Assert.All(Verbs.Where(static verb => verb.Subcommands.Count > 0), verb => Assert.Equal(documented, verb.Subcommands.Select(static amm => amm.Name)));
    }

    [Fact]
    public void Verbs_OfTheProgram_AreAsManyAsHavePages()
    {
        string[] others = ["amms", "benchmarks", "formats"];
        Assert.Equal(Directory.GetFiles(Path.GetDirectoryName(PageOf("amms"))!).Select(static page => Path.GetFileNameWithoutExtension(page)).Except(others).Order(StringComparer.Ordinal), Verbs.Select(static verb => verb.Name).Order(StringComparer.Ordinal));
    }

    private static string PageOf(string name) => Path.Combine(SharedData.RepositoryRoot, "docs", "reference", $"{name}.md");

    private static void AssertSame(IEnumerable<string> documented, Command command, bool isUsage = false)
    {
        IEnumerable<string> names = command.Options.SelectMany(option => isUsage ? [option.Name] : (IEnumerable<string>)[option.Name, .. option.Aliases]).Where(static name => name.StartsWith("--", StringComparison.Ordinal));
        string words = string.Join(' ', command.Parents.OfType<Command>().Where(static parent => parent is not RootCommand).Append(command).Select(static word => word.Name));
        Assert.Equal($"{words}: {string.Join(' ', documented.Order(StringComparer.Ordinal))}", $"{words}: {string.Join(' ', names.Order(StringComparer.Ordinal))}");
    }

    /// <summary>The options in the tables of a page; a section whose heading names verbs or AMMs is about those only.</summary>
    private static IEnumerable<string> Documented(string page, params string[] subjects)
    {
        string[] known = [AnyAmm, .. Verbs.Select(static verb => verb.Name), .. Verbs.SelectMany(static verb => verb.Subcommands).Select(static amm => amm.Name)];
        bool applies = true;
        foreach (string line in File.ReadLines(PageOf(page)))
        {
            if (line.StartsWith("##", StringComparison.Ordinal))
            {
                string[] named = [.. Quoted().Matches(line).Select(static match => match.Groups["name"].Value).Intersect(known)];
                applies = named.Length == 0 || named.Intersect(subjects).Any();
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

    [GeneratedRegex(@"^\| (`--[a-z0-9-]+`(, )?)+ \|")]
    private static partial Regex TableRow();

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\| `(?<name>[a-z][a-z-]*)` \|", RegexOptions.Multiline)]
    private static partial Regex AmmRow();

    // A fenced block may show what is printed, too.
    [GeneratedRegex("(?<=\n```text\n)tidemark [^`]*")]
    private static partial Regex Usage();
}
