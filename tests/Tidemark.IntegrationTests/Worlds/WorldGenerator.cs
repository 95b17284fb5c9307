using System.ComponentModel;
using System.Diagnostics;

namespace Tidemark.IntegrationTests.Worlds;

/// <summary>Runs the world generator in <c>eng/world</c>; installs its packages first where they are missing or not those of its lock file.</summary>
internal static class WorldGenerator
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly SemaphoreSlim Installation = new(1);

    private static string Folder => Repository.Path("eng", "world");

    /// <summary>Runs <c>node generate.mjs</c> with these arguments and an output folder.</summary>
    public static async Task GenerateAsync(string arguments, string output, CancellationToken cancellationToken)
    {
        await InstallAsync(cancellationToken);
        await RunAsync("node", ["generate.mjs", .. arguments.Split(' '), "--out", output], cancellationToken);
    }

    private static async Task InstallAsync(CancellationToken cancellationToken)
    {
        string wanted = Path.Combine(Folder, "package-lock.json");
        string installed = Path.Combine(Folder, "node_modules", ".tidemark-lock.json");
        await Installation.WaitAsync(cancellationToken);
        try
        {
            string lockFile = await File.ReadAllTextAsync(wanted, cancellationToken);
            if (File.Exists(installed) && await File.ReadAllTextAsync(installed, cancellationToken) == lockFile)
            {
                return;
            }
            await RunAsync(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--ignore-scripts"], cancellationToken);
            await File.WriteAllTextAsync(installed, lockFile, cancellationToken);
        }
        finally
        {
            Installation.Release();
        }
    }

    private static async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Start(start);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            Assert.True(process.ExitCode == 0, $"In {Folder}: {program} {string.Join(' ', arguments)} ended with code {process.ExitCode}.\n{await output}\n{await error}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException(
                $"NODE IS MISSING: the world tests run {start.FileName} in {Folder}; install Node.js 20 or later with npm and run again.", exception);
        }
    }
}
