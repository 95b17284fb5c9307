using System.CommandLine;
using Tidemark.Analytics.Statistics;
using Tidemark.Cli.Amms;
using Tidemark.Cli.Output;

namespace Tidemark.Cli.Pairs;

/// <summary><c>tidemark pairs</c>: which pairs lose least, from their prices.</summary>
internal static class PairsCommand
{
    public static Command Create()
    {
        Argument<string[]> files = new("FILE") { Description = "Prices of one token in another as CSV; gzip is read as it is.", Arity = ArgumentArity.OneOrMore };
        Option<string[]> names = new("--name") { Description = "What a file's price is of, once for each file in their order; the files' own names when not given.", HelpName = "NAME", DefaultValueFactory = static _ => [] };
        Option<bool> cross = new("--cross") { Description = "Also compare every two files: the ratio of their prices at common times." };
        Option<bool> filter = new("--filter-bad-prints") { Description = "Leave out prices that are errors of the record." };
        Option<double?> periods = NumberOption.Positive("--periods-per-year", "How many intervals make a year; as many as 365 days have when not given.", "N");
        Option<double?> lambda = NumberOption.Single("--ewma-lambda", "How much of its weight a return keeps in the EWMA when the next one comes; 0.94 when not given.", "X", "a number between 0 and 1", static value => value is > 0 and < 1);
        Option<bool> json = new("--json") { Description = "Print JSON: fractions, losses negative." };
        Option<bool> csv = new("--csv") { Description = "Print CSV." };
        Option<bool> explain = new("--explain") { Description = "Print the formula of each figure, with the numbers put in, and its source." };
        Command command = new("pairs", "Rank pairs by what their prices would cost a pool: volatility, correlation, mean reversion, expected loss.")
        {
            files, names, cross, filter, periods, lambda, json, csv, explain,
        };
        files.Validators.Add(static result =>
        {
            if (result.Tokens.Any(static token => token.Value.Length == 0))
            {
                result.AddError("FILE is empty; name a file with prices.");
            }
        });
        command.Validators.Add(result =>
        {
            int fileCount = result.GetValue(files)?.Length ?? 0;
            int nameCount = result.GetValue(names)?.Length ?? 0;
            if (result.GetValue(json) && result.GetValue(csv))
            {
                result.AddError("--json and --csv exclude each other; choose one.");
            }
            else if (nameCount > 0 && nameCount != fileCount)
            {
                result.AddError(FormattableString.Invariant($"--name is given {nameCount} times for {fileCount} files; give it once for each file, or not at all."));
            }
            else if (result.GetValue(cross) && fileCount < 2)
            {
                result.AddError("--cross needs two files or more; name another one.");
            }
        });
        command.SetAction((result, cancellationToken) => Task.FromResult(Run(
            new PairsRequest
            {
                Files = result.GetRequiredValue(files),
                Names = result.GetRequiredValue(names),
                Crosses = result.GetValue(cross),
                FiltersBadPrints = result.GetValue(filter),
                PeriodsPerYear = result.GetValue(periods),
                EwmaLambda = result.GetValue(lambda) ?? Volatility.RiskMetricsDecay,
                Explains = result.GetValue(explain),
                Output = result.GetValue(json) ? OutputFormat.Json : result.GetValue(csv) ? OutputFormat.Csv : OutputFormat.Table,
            },
            cancellationToken)));
        return command;
    }

    private static int Run(PairsRequest request, CancellationToken cancellationToken)
    {
        List<PricedFile> files = [];
        foreach (string path in request.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            files.Add(PricedFile.Read(path, request.Names.Count == 0 ? null : request.Names[files.Count], request.FiltersBadPrints));
        }
        PairsOutput.Write(PairStatistics.Compare(files, request), request);
        return ExitCode.Done;
    }
}
