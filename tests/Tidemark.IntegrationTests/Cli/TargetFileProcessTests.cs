namespace Tidemark.IntegrationTests.Cli;

/// <summary>What a command is told to write never takes the place of what must stay.</summary>
public sealed class TargetFileProcessTests : IDisposable
{
    private const string Book = "price: 2000\nlegs:\n  - pool: { amm: constant-product, amount0: 1, amount1: 2000 }\n";

    private readonly TapeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("il constant-product --ratio 2 --html TARGET")]
    [InlineData("il constant-product --range 0.5:2 --svg TARGET")]
    [InlineData("replay TAPE --state-out TARGET")]
    [InlineData("explain TAPE --all --html TARGET")]
    public async Task APipe_IsLeftAlone(string arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems do not tell a pipe from a file.");
        string pipe = _folder.PathOf("pipe");
        Assert.Equal(0, (await TidemarkProcess.RunAsync("mkfifo", [pipe], null)).ExitCode);
        string option = arguments.Split(' ')[^2];
        await RefusedAsync(arguments.Replace("TARGET", pipe, StringComparison.Ordinal), $"{option} {pipe} is a device, a pipe or a socket, which is left alone; name a file.");
        Assert.Equal(0, (await TidemarkProcess.RunAsync("test", ["-p", pipe], null)).ExitCode);
        Assert.Single(Directory.GetFileSystemEntries(_folder.Folder));
    }

    [Fact]
    public async Task AnInput_IsNotReplaced()
    {
        byte[] content = await File.ReadAllBytesAsync(TapeFolder.Sample, TestContext.Current.CancellationToken);
        string tape = _folder.Write("tape.csv", content);
        string link = _folder.PathOf("link.csv");
        File.CreateSymbolicLink(link, tape);
        string prices = _folder.Write("prices.csv", "timestamp,price\n2023-11-01T00:00:00Z,1700\n2024-01-01T00:00:00Z,9999\n");
        string book = _folder.Write("book.yaml", Book);
        string state = _folder.PathOf("state.json");
        Assert.Equal(0, (await TidemarkProcess.RunAsync("replay", tape, "--state-out", state)).ExitCode);
        string[] before = [.. Directory.GetFiles(_folder.Folder).Select(File.ReadAllText)];

        await RefusedAsync($"explain {tape} --all --html {tape}", $"--html {tape} is the file that INPUT names too");
        await RefusedAsync($"explain {link} --all --html {tape}", $"--html {tape} is the file that INPUT names too");
        await RefusedAsync($"explain {tape} --all --html {link}", $"--html {link} is the file that INPUT names too");
        await RefusedAsync($"explain {tape} --all --html {_folder.Folder}/./tape.csv", "is the file that INPUT names too");
        await RefusedAsync($"explain {tape} --all --state {state} --html {state}", $"--html {state} is the file that --state names too");
        await RefusedAsync($"explain {tape} --all --numeraire usd --prices {prices} --html {prices}", $"--html {prices} is the file that --prices names too");
        await RefusedAsync($"explain {tape} --all --gas-price-file {prices} --html {prices}", $"--html {prices} is the file that --gas-price-file names too");
        await RefusedAsync($"replay {tape} --state {state} --state-out {tape}", $"--state-out {tape} is the file that INPUT names too");
        await RefusedAsync($"book {book} --html {book}", $"--html {book} is the file that FILE names too");
        await RefusedAsync($"book {book} --svg {book}", $"--svg {book} is the file that FILE names too");
        await RefusedAsync($"leverage --book {book} --html {book}", $"--html {book} is the file that --book names too");
        await RefusedAsync($"il constant-product --range 0.5:2 --svg {_folder.PathOf("new")} --html {_folder.PathOf("new")}", "names too, and would replace it; name another one.");
        Assert.Equal(before, Directory.GetFiles(_folder.Folder).Select(File.ReadAllText));
    }

    [Fact]
    public async Task ADash_IsNoFile()
    {
        await RefusedAsync("explain TAPE --all --html -", "--html writes a file, and - is none; name one.");
        Assert.False(File.Exists(Repository.Path("-")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ALink_StaysAndItsFileIsWritten(bool exists)
    {
        string page = _folder.PathOf("page.html");
        if (exists)
        {
            _folder.Write("page.html", "old");
        }
        string link = _folder.PathOf("link.html");
        File.CreateSymbolicLink(link, page);
        TidemarkResult result = await TidemarkProcess.RunAsync("il", "constant-product", "--ratio", "2", "--html", link);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(page, new FileInfo(link).LinkTarget);
        Assert.StartsWith("<!doctype html>", await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder.Folder).Length);
    }

    private static async Task RefusedAsync(string arguments, string problem)
    {
        Assert.Contains(problem, await TidemarkProcess.RefusalAsync([.. arguments.Split(' ').Select(static word => word == "TAPE" ? TapeFolder.Sample : word)]), StringComparison.Ordinal);
    }
}
