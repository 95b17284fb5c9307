using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Tidemark.Tests.Numerics;

/// <summary>Runs the oracle suite in a process without hardware intrinsics, so that the portable division and multiplication are tested on
/// every machine.</summary>
public sealed class PortableNumericsTests
{
    [Fact]
    public async Task OracleSuite_WithoutHardwareIntrinsics_Passes()
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Tidemark.Tests" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        ProcessStartInfo start = new(program, ["-class", typeof(NumericsOracleTests).FullName!, "-noColor"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[NumericsOracleTests.IntrinsicsSwitch] = "0";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, $"Exit code {process.ExitCode}\n{output}\n{await errors}");
        Match total = Regex.Match(output, @"Total: (\d+)");
        Assert.True(total.Success, output);
        Assert.Equal(Oracle.All.Count + 2, int.Parse(total.Groups[1].Value, CultureInfo.InvariantCulture));
    }
}
