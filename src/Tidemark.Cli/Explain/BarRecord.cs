using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV3;
using Tidemark.Data.Importers.Minutes;
using Tidemark.Simulation.Positions;
using Tidemark.Simulation.Replay;

namespace Tidemark.Cli.Explain;

/// <summary>A position that was not there, by a file of minute bars: approximate.</summary>
internal static class BarRecord
{
    // The tick spacings of the fees that a pool can be made with; of another fee any tick is taken.
    private static readonly Dictionary<int, int> SpacingsByFee = new() { [100] = 1, [500] = 10, [3000] = 60, [10_000] = 200 };

    public static PoolRecord Of(ExplainRequest request, Money money)
    {
        MinuteBars file = MinuteBars.Read(request.Tape.Input);
        if (Problem(request) is { } problem)
        {
            throw new CommandInputException($"{file.Path}: {problem}");
        }
        int feePips = request.Tape.FeePips!.Value;
        MinuteBar[] bars = [.. file.Bars.Where(bar => bar.TimestampSeconds >= request.From && bar.TimestampSeconds < request.To)];
        int spacing = request.Tape.TickSpacing ?? SpacingsByFee.GetValueOrDefault(feePips, 1);
        (int lower, int upper) = request.HypotheticalTicks;
        try
        {
            PositionHistory[] histories = bars.Length == 0 ? []
                : [BarPosition.Of(bars, feePips, UsableTicks.Around(lower, upper, spacing), request.Amount0, request.Amount1, request.Impact, money.At)];
            return new PoolRecord(histories, HasTimes: true, Mismatches: 0, IsMidLife: true)
            {
                Approximation = $"made of {bars.Length} minute bars" + (file.WidenedCount == 0 ? "" : $"; {file.WidenedCount} of the file were widened to hold their open and close"),
            };
        }
        catch (ReplayInputException e)
        {
            throw new ReplayInputException($"{file.Path}: {e.Message}", e);
        }
    }

    private static string? Problem(ExplainRequest request) =>
        !request.IsHypothetical ? "these are minute bars, which hold no positions; ask for one that was not there with --range, --lower and --upper, or --full-range, and amounts."
        : request.Tape.FeePips is null ? "minute bars do not say the pool's fee; give it with --fee-pips."
        : request.Tape.FeePips is >= SwapMath.PipsDenominator ? "--fee-pips is a fee of everything or more; give millionths, 3000 for 0.3 %."
        : request.Impact == PositionImpact.Counterfactual ? "--impact counterfactual asks recorded swaps again, and minute bars hold none; choose none or dilute."
        : request.Tape.State is not null ? "--state is of no use to minute bars; leave it out."
        : request.Tape.TickSpacing is < 1 ? "--tick-spacing is 0; give 1 or more."
        : null;
}
