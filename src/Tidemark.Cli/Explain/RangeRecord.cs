using Tidemark.Cli.Output;
using Tidemark.Data.Importers;
using Tidemark.Data.States;
using Tidemark.Simulation.Positions;
using Tidemark.Simulation.Replay;

namespace Tidemark.Cli.Explain;

/// <summary>Positions of a V3 pool's tape.</summary>
internal static class RangeRecord
{
    public static PoolRecord Of(ExplainRequest request, Money money, PoolTape tape, CancellationToken cancellationToken)
    {
        TapeTimes times = new();
        PositionRecorder? recorder = request.IsHypothetical ? null : new PositionRecorder(identity => IsMeant(request, identity), money.Along(times), request.From, request.To);
        HypotheticalPosition? position = request.IsHypothetical ? Hypothetical(request, money.Along(times)) : null;
        ReplayOptions options = new()
        {
            FeePips = request.Tape.FeePips,
            TickSpacing = request.Tape.TickSpacing,
            State = request.Tape.State is { } state ? PoolStateJson.Read(state.FullName) : null,
            Observer = new ReplayObservers(times, (IReplayObserver?)recorder ?? position!),
        };
        UniswapV3ReplayReport report = ProgressBar.Show("Replaying", progress => UniswapV3Replay.Run(() => progress.Track(tape.OpenReader()), options, progress, cancellationToken));
        return new PoolRecord(Histories(request, recorder, position), times.AreThere, report.Tally.Mismatched, report.Start == ReplayStart.Inferred) { HasStateWithoutTokens = report.Start == ReplayStart.State };
    }

    private static PositionHistory[] Histories(ExplainRequest request, PositionRecorder? recorder, HypotheticalPosition? position) => recorder is not null
        ? [.. recorder.Histories.Where(history => request.Owner is not { } owner || history.Owner == owner)]
        : position!.History is { } history ? [history] : [];

    // A mint's owner may be missing from the tape and become known with the burn: the ticks decide first.
    private static bool IsMeant(ExplainRequest request, PositionIdentity identity) =>
        request.All
        || (request.TokenId is { } id && identity.TokenId == id)
        || (request.Owner is not null && identity.TokenId is null && (request.IsWallet || (identity.TickLower == request.TickLower && identity.TickUpper == request.TickUpper)));

    private static HypotheticalPosition Hypothetical(ExplainRequest request, Func<long, double, TokenPrices> pricesAt)
    {
        (int lower, int upper) = request.HypotheticalTicks;
        return new HypotheticalPosition(lower, upper, request.Amount0, request.Amount1, request.Impact, pricesAt, request.From, request.To);
    }
}
