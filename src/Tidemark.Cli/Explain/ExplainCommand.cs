using System.CommandLine;
using Tidemark.Cli.Output;

namespace Tidemark.Cli.Explain;

/// <summary><c>tidemark explain</c>: why a position of a recorded pool made or lost money.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        ExplainOptions options = new();
        Command command = new("explain", "Explain why a position of a recorded V3 pool made or lost money: fees to the unit, impermanent loss, LVR, and the parts that add up.");
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
                JsonOutput.Write(json => ExplainJson.Write(json, explanation, request.All));
                break;
            case OutputFormat.Csv:
                ExplainCsv.Write(Console.Out, explanation);
                break;
            default:
                ExplainText.Write(explanation, request.All);
                break;
        }
        return ExitCode.Done;
    }
}
