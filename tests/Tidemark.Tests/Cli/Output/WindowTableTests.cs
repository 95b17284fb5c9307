using System.Globalization;
using Spectre.Console;
using Tidemark.Cli.Output;

namespace Tidemark.Tests.Cli.Output;

public sealed class WindowTableTests
{
    [Fact]
    public void Write_InAnyWindow_BreaksNoFigure()
    {
        string[] headings = ["", "health factor", "liquidated below", "by interest less income", .. Enumerable.Range(0, 9).Select(static i => $"figure {i} of the rule")];
        string[][] lines =
        [
            ["the vault", .. Enumerable.Range(1, 12).Select(static i => (1234.5678 * i).ToString("N4", CultureInfo.InvariantCulture))],
            ["a bank", .. Enumerable.Range(1, 12).Select(static i => $"{i * i}.25")],
        ];
        for (int width = 30; width <= 260; width++)
        {
            string[] shown = Shown([headings, .. lines], width);
            Assert.All(shown, line => Assert.True(line.Length <= width, $"{width}: '{line}'"));
            foreach (string[] line in lines)
            {
                string[] printed = [.. shown.Where(text => text.TrimStart().StartsWith(line[0], StringComparison.Ordinal))];
                Assert.Equal(line[1..], printed.SelectMany(text => text.TrimStart()[line[0].Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
            }
        }
    }

    private static string[] Shown(IReadOnlyList<IReadOnlyList<string>> grid, int width)
    {
        using StringWriter text = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = width;
        WindowTable.Write(console, "Rules", grid);
        return text.ToString().TrimEnd('\n').Split('\n');
    }
}
