using System.CommandLine;
using Tidemark.Cli.Calculators;
using Tidemark.Cli.Output;

namespace Tidemark.Cli.Explain;

/// <summary><c>tidemark explain</c>: why a position of a recorded pool made or lost money.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        ExplainOptions options = new();
        Command command = new("explain", "Explain why a position of a recorded pool made or lost money: fees to the unit, impermanent loss, LVR, and the parts that add up.");
        options.AddTo(command);
        command.SetAction((result, cancellationToken) => Task.FromResult(Run(options.Read(result), cancellationToken)));
        return command;
    }

    private static int Run(ExplainRequest request, CancellationToken cancellationToken)
    {
        Explanation explanation = ExplainRun.Of(request, cancellationToken);
        if (request.Page is { } page)
        {
            ExplainPage.Write(page.FullName, explanation);
        }
        switch (request.Output)
        {
            case OutputFormat.Json:
                JsonOutput.Write(json => ExplainJson.Write(json, explanation));
                break;
            case OutputFormat.Csv:
                ExplainCsv.Write(Console.Out, explanation);
                ExplainCsv.WriteLeftOut(Console.Error, explanation);
                break;
            default:
                ExplainText.Write(explanation);
                break;
        }
        if (request.Output != OutputFormat.Json)
        {
            foreach (string note in explanation.Notes)
            {
                Console.Error.WriteLine($"tidemark: {note}");
            }
        }
        if (explanation.Mismatches > 0)
        {
            Console.Error.WriteLine($"tidemark: the replay and the record disagree in {ReportFormat.Count(explanation.Mismatches, "event", "events")}, so the figures are doubtful; see them with tidemark replay.");
        }
        return explanation.Mismatches > 0 ? ExitCode.Mismatch : ExitCode.Done;
    }
}
