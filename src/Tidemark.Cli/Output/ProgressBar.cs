using Spectre.Console;

namespace Tidemark.Cli.Output;

/// <summary>A progress bar on standard error, where that is a terminal and the work takes more than a second; it disappears when the work is done.</summary>
internal static class ProgressBar
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static T Show<T>(string title, Func<TapeProgress, T> work)
    {
        TapeProgress progress = new(title);
        if (Console.IsErrorRedirected)
        {
            return work(progress);
        }
        TaskCompletionSource done = new();
        Task bar = ShowAsync(title, progress, done.Task);
        try
        {
            return work(progress);
        }
        finally
        {
            done.SetResult();
            bar.GetAwaiter().GetResult();
        }
    }

    private static async Task ShowAsync(string title, TapeProgress progress, Task done)
    {
        if (await Task.WhenAny(done, Task.Delay(Patience)).ConfigureAwait(false) == done)
        {
            return;
        }
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        await console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context =>
            {
                progress.ShowOn(context.AddTask(title));
                return done;
            }).ConfigureAwait(false);
    }
}
