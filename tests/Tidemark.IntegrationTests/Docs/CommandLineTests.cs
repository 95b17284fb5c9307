using Tidemark.IntegrationTests.Cli;

namespace Tidemark.IntegrationTests.Docs;

/// <summary>The commands in the documents work, in a clean copy of the repository, and print what the documents show.</summary>
public sealed class CommandLineTests
{
    private const string TestCommand = "bash eng/test.sh";

    [Fact]
    public async Task ShellBlocks_InACleanCopy_RunAndPrintWhatIsShown()
    {
        string[] commands = [.. MarkdownFiles.All().SelectMany(static file => MarkdownFiles.Blocks(file, "sh")).SelectMany(static block => block.Split('\n')).Distinct().Order(StringComparer.Ordinal)];
        string replay = Assert.Single(commands, static command => command.StartsWith("dotnet run ", StringComparison.Ordinal) && command.EndsWith(" replay samples/world-v3.csv", StringComparison.Ordinal));
        Assert.Contains(TestCommand, commands);
        DirectoryInfo copy = Directory.CreateTempSubdirectory("tidemark-clone-");
        try
        {
            foreach (string file in MarkdownFiles.Files(Repository.Root))
            {
                string target = Path.Combine(copy.FullName, Path.GetRelativePath(Repository.Root, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
            foreach (string command in commands.Where(static command => !IsCheckedElsewhere(command)))
            {
                TidemarkResult result = await RunAsync(copy.FullName, command);
                Assert.True(result.ExitCode == 0, $"'{command}' ends with {result.ExitCode} in a clean copy:\n{result.Output}\n{result.Error}");
                if (command == replay)
                {
                    string shown = MarkdownFiles.Blocks(Repository.Path("README.md"), "text").First();
                    Assert.Equal(shown, string.Join('\n', result.Output.TrimEnd('\n').Split('\n').Select(static line => line.TrimEnd()).Where(static line => !line.StartsWith("speed ", StringComparison.Ordinal))));
                }
            }
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task TestCommand_IsWhatContinuousIntegrationRuns()
    {
        // This test runs inside that command, so it cannot run it.
        string[] script = [.. (await File.ReadAllLinesAsync(Repository.Path(".ci", "run"), TestContext.Current.CancellationToken)).Where(static line => line.Length > 0 && line[0] != '#')];
        Assert.Equal(["exec bash \"$(dirname \"${BASH_SOURCE[0]}\")/../eng/test.sh\""], script);
        Assert.Equal((0, ""), await CheckedAsync("bash -n eng/test.sh"));
        Assert.Equal((0, ""), await CheckedAsync("test -x .ci/run"));
    }

    [Fact]
    public async Task MakeTargets_OfHelpAndDocuments_Exist()
    {
        TidemarkResult help = await RunAsync(Repository.Root, "make help");
        Assert.Equal(0, help.ExitCode);
        string[] targets = [.. help.Output.TrimEnd('\n').Split('\n').Select(static line => line.Split(' ')[0])];
        Assert.Contains("test", targets);
        string[] inDocuments = [.. MarkdownFiles.All().SelectMany(static file => Targets(File.ReadAllText(file)))];
        Assert.NotEmpty(inDocuments);
        foreach (string target in targets.Concat(inDocuments).Distinct())
        {
            Assert.Equal((0, ""), await CheckedAsync($"make -n {target}"));
        }
    }

    // `make NAME` in a document.
    private static IEnumerable<string> Targets(string document) =>
        document.Split("`make ").Skip(1).Select(static rest => rest[..rest.AsSpan().IndexOfAny("` \n")]);

    // Tests run the first, and measurements take long; what they call must be there.
    private static bool IsCheckedElsewhere(string command)
    {
        if (command.StartsWith("bash ", StringComparison.Ordinal))
        {
            Assert.True(File.Exists(Repository.Path(command.Split(' ')[1].Split('/'))), $"'{command}' in a document names no file.");
            return true;
        }
        return command.StartsWith("make ", StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Error)> CheckedAsync(string command)
    {
        TidemarkResult result = await RunAsync(Repository.Root, command);
        return (result.ExitCode, result.Error);
    }

    private static Task<TidemarkResult> RunAsync(string folder, string command) => TidemarkProcess.RunAsync("bash", ["-c", $"cd '{folder}' && {command}"], null);
}
