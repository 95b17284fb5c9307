using Spectre.Console;

namespace Tidemark.Cli.Output;

/// <summary>A progress bar on standard error, where that is a terminal; it disappears when the work is done.</summary>
internal static class ProgressBar
{
    public static T Show<T>(string title, Func<TapeProgress, T> work)
    {
        if (Console.IsErrorRedirected)
        {
            return work(new TapeProgress(title, null));
        }
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(context => work(new TapeProgress(title, context.AddTask(title))));
    }
}
