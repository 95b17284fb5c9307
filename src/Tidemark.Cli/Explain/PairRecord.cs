using Tidemark.Cli.Output;
using Tidemark.Data.Importers;
using Tidemark.Simulation.Positions;
using Tidemark.Simulation.Replay;

namespace Tidemark.Cli.Explain;

/// <summary>Holders of a V2 pair's LP tokens, by its tape.</summary>
internal static class PairRecord
{
    public static PoolRecord Of(ExplainRequest request, Money money, PoolTape tape, CancellationToken cancellationToken)
    {
        RefuseTicks(request);
        TapeTimes times = new();
        HolderRecorder? recorder = request.IsHypothetical ? null : new HolderRecorder(holder => request.All || holder == request.Owner, money.Along(times), request.From, request.To);
        HypotheticalShare? position = request.IsHypothetical ? new HypotheticalShare(request.Amount0, request.Amount1, request.Impact, money.Along(times), request.From, request.To) : null;
        IUniswapV2ReplayObserver[] observers = [times, (IUniswapV2ReplayObserver?)recorder ?? position!];
        UniswapV2ReplayReport report = ProgressBar.Show(
            "Replaying", progress => UniswapV2Replay.Run(() => progress.Track(tape.OpenReader()), request.Tape.FeePips, stopOnMismatch: false, observers, progress, cancellationToken));
        if (recorder is not null && report.Counts.Transfers == 0)
        {
            throw new ReplayInputException("the tape has no Transfers of LP tokens, so it does not say who held them; give one that has, or ask with --full-range.");
        }
        IReadOnlyList<PositionHistory> histories = recorder?.Histories ?? (position!.History is { } history ? [history] : []);
        return new PoolRecord(histories, times.AreThere, report.Mismatched, recorder?.IsMidLife ?? position!.IsMidLife);
    }

    private static void RefuseTicks(ExplainRequest request)
    {
        foreach ((bool isGiven, string option, string remedy) in new[]
        {
            (request.TickLower is not null, "--lower and --upper are", request.Owner is null ? "give --full-range" : "leave them out: --owner alone names a holder of LP tokens"),
            (request.TokenId is not null, "--token-id is", "name a holder of LP tokens with --owner"),
            (request.Range is not null, "--range is", "give --full-range"),
            (request.Tape.State is not null, "--state is", "leave it out"),
            (request.Tape.TickSpacing is not null, "--tick-spacing is", "leave it out"),
        })
        {
            if (isGiven)
            {
                throw new ReplayInputException($"this is a tape of a Uniswap V2 pair, which has no ticks; {option} for V3 pools; {remedy}.");
            }
        }
    }
}
