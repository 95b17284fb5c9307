namespace Tidemark.IntegrationTests.Cli;

/// <summary>How the command line ended.</summary>
/// <param name="ExitCode">The process's exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record TidemarkResult(int ExitCode, string Output, string Error);
