using Spectre.Console;

namespace Tidemark.Cli.Output;

/// <summary>Standard output for people: colours and the window's width on a terminal, plain lines of their own length in a file or a pipe.</summary>
internal static class Terminal
{
    private const int WidthInAFile = 240;

    public static IAnsiConsole Create()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            Out = new AnsiConsoleOutput(Console.Out),
        });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = WidthInAFile;
        }
        return console;
    }
}
