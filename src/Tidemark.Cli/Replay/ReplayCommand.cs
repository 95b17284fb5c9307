using System.CommandLine;
using System.Diagnostics;
using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV3;
using Tidemark.Cli.Output;
using Tidemark.Data.Importers;
using Tidemark.Data.States;
using Tidemark.Simulation.Replay;

namespace Tidemark.Cli.Replay;

/// <summary><c>tidemark replay</c>: a recorded pool through an exact one, every recorded field compared.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        TapeOptions tape = new();
        Option<FileInfo?> stateOut = new("--state-out") { Description = "Write the pool's state after the last event here, as JSON.", HelpName = "FILE" };
        Option<MismatchPolicy> onMismatch = new("--on-mismatch") { Description = "After a mismatch: report it and go on from the computed pool, stop, or resync to what is recorded.", HelpName = "report|stop|resync" };
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Option<bool> csv = new("--csv") { Description = "Print the mismatches as CSV." };
        onMismatch.CustomParser = static result =>
        {
            string word = result.Tokens[0].Value;
            switch (word)
            {
                case "report":
                    return MismatchPolicy.Report;
                case "stop":
                    return MismatchPolicy.Stop;
                case "resync":
                    return MismatchPolicy.Resync;
                default:
                    result.AddError($"'{word}' is no answer to a mismatch; choose report, stop or resync.");
                    return default;
            }
        };
        Command command = new("replay", "Replay a recorded pool exactly and check every recorded field.");
        tape.AddTo(command);
        foreach (Option option in new Option[] { stateOut, onMismatch, json, csv })
        {
            command.Add(option);
        }
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(csv))
            {
                result.AddError("--json and --csv exclude each other; choose one.");
            }
        });
        command.SetAction((result, cancellationToken) => Task.FromResult(Run(
            new ReplayRequest
            {
                Tape = tape.Read(result),
                StateOut = result.GetValue(stateOut),
                OnMismatch = result.GetValue(onMismatch),
                Output = result.GetValue(json) ? OutputFormat.Json : result.GetValue(csv) ? OutputFormat.Csv : OutputFormat.Table,
            },
            cancellationToken)));
        return command;
    }

    private static int Run(ReplayRequest request, CancellationToken cancellationToken)
    {
        PoolTape tape = PoolTape.Open(request.Tape.Input, request.Tape.Format);
        try
        {
            return tape.Header.Protocol switch
            {
                AmmProtocol.UniswapV3 => RunV3(tape, request, cancellationToken),
                AmmProtocol.UniswapV2 => RunV2(tape, request, cancellationToken),
                _ => throw new InvalidOperationException($"Invariant: no replay for {tape.Header.Protocol}."),
            };
        }
        catch (ReplayInputException e)
        {
            throw new ReplayInputException($"{tape.Path}: {e.Message}", e);
        }
    }

    private static int RunV3(PoolTape tape, ReplayRequest request, CancellationToken cancellationToken)
    {
        UniswapV3PoolState? state = request.Tape.State is { } file ? PoolStateJson.Read(file.FullName) : null;
        ReplayOptions options = new() { FeePips = request.Tape.FeePips, TickSpacing = request.Tape.TickSpacing, State = state, OnMismatch = request.OnMismatch };
        long started = Stopwatch.GetTimestamp();
        UniswapV3ReplayReport report = ProgressBar.Show(
            "Replaying", progress => UniswapV3Replay.Run(() => progress.Track(tape.OpenReader()), options, progress, cancellationToken));
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (request.StateOut is { } target)
        {
            PoolStateJson.Write(target.FullName, report.Final);
        }
        UniswapV3ReplayOutput.Write(report, request.Output, seconds);
        return report.Agrees ? ExitCode.Done : ExitCode.Mismatch;
    }

    private static int RunV2(PoolTape tape, ReplayRequest request, CancellationToken cancellationToken)
    {
        foreach ((bool isGiven, string option) in new[] { (request.Tape.State is not null, "--state"), (request.StateOut is not null, "--state-out"), (request.Tape.TickSpacing is not null, "--tick-spacing") })
        {
            if (isGiven)
            {
                throw new ReplayInputException($"this is a tape of a Uniswap V2 pair, which has no ticks; {option} is for V3 pools; leave it out.");
            }
        }
        long started = Stopwatch.GetTimestamp();
        UniswapV2ReplayReport report = ProgressBar.Show(
            "Replaying",
            progress => UniswapV2Replay.Run(() => progress.Track(tape.OpenReader()), request.Tape.FeePips, request.OnMismatch == MismatchPolicy.Stop, [], progress, cancellationToken));
        UniswapV2ReplayOutput.Write(report, request.Output, Stopwatch.GetElapsedTime(started).TotalSeconds);
        return report.Agrees ? ExitCode.Done : ExitCode.Mismatch;
    }
}
