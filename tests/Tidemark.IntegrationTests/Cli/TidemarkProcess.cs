using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Tidemark.Cli;

namespace Tidemark.IntegrationTests.Cli;

/// <summary>Runs the built <c>tidemark</c> as a user does: as a process of its own.</summary>
internal static class TidemarkProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly ConcurrentDictionary<string, Lazy<Task<JsonElement>>> Answers = new(StringComparer.Ordinal);

    /// <summary>The executable, built beside the tests in the same configuration.</summary>
    public static string Executable { get; } = Repository.Path(
        "artifacts",
        "bin",
        "Tidemark.Cli",
        Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)),
        OperatingSystem.IsWindows() ? "tidemark.exe" : "tidemark");

    /// <summary>Runs it to its end.</summary>
    public static Task<TidemarkResult> RunAsync(params string[] arguments) => RunAsync(Executable, arguments, null);

    /// <summary>What it prints where it succeeds and has nothing to say beside.</summary>
    public static async Task<string> OutputAsync(params string[] arguments)
    {
        TidemarkResult result = await RunAsync(arguments);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return result.Output;
    }

    /// <summary>Its answer as JSON, asked for once where no file of it is in the temporary folder: only those do tests write.</summary>
    public static Task<JsonElement> JsonAsync(params string[] arguments) => arguments.Any(static argument => argument.Contains(Path.GetTempPath(), StringComparison.Ordinal))
        ? AskAsync(arguments)
        : OnceAsync(string.Join('\n', arguments), arguments);

    /// <summary>The one line with which it refuses what is asked, after its name. What its parser refuses is asked here, without a process.</summary>
    public static async Task<string> RefusalAsync(params string[] arguments)
    {
        const string Name = "tidemark: ";
        if (CommandRunner.Refusal(CommandRunner.Parse(TidemarkCommand.Create(), arguments)) is { } refusal)
        {
            Assert.DoesNotContain('\n', refusal);
            return refusal;
        }
        TidemarkResult result = await RunAsync(arguments);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(Name, result.Error, StringComparison.Ordinal);
        Assert.Equal(result.Error.Length - 1, result.Error.IndexOf('\n', StringComparison.Ordinal));
        return result.Error[Name.Length..^1];
    }

    /// <summary>Runs a program to its end, or until what happens to it meanwhile ends it.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="meanwhile">What to do once it runs.</param>
    public static async Task<TidemarkResult> RunAsync(string program, string[] arguments, Func<Process, CancellationToken, Task>? meanwhile)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
            if (meanwhile is not null)
            {
                await meanwhile(process, limit.Token);
            }
            await process.WaitForExitAsync(limit.Token);
            return new TidemarkResult(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static async Task<JsonElement> OnceAsync(string key, string[] arguments)
    {
        try
        {
            return await Answers.GetOrAdd(key, new Lazy<Task<JsonElement>>(() => AskAsync(arguments))).Value;
        }
        catch
        {
            // The next test asks anew.
            Answers.TryRemove(key, out _);
            throw;
        }
    }

    private static async Task<JsonElement> AskAsync(string[] arguments)
    {
        using JsonDocument document = JsonDocument.Parse(await OutputAsync([.. arguments, "--json"]));
        return document.RootElement.Clone();
    }
}
