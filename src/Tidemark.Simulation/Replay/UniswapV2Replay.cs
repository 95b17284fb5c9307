using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV2;

namespace Tidemark.Simulation.Replay;

/// <summary>Replays a V2 pair's tape through an exact pair and compares everything that the tape records.</summary>
public static class UniswapV2Replay
{
    private const int BatchSize = 256;
    private const int PancakeSwapFeePips = 2500;

    /// <summary>Replays a tape. A mismatch is reported, and the replay goes on from what the chain recorded, or ends.</summary>
    /// <param name="open">Opens the tape at its beginning; called again where the fee must be inferred first.</param>
    /// <param name="feePips">The fee in millionths; null takes it from the tape or infers it.</param>
    /// <param name="stopOnMismatch">Whether the first mismatch ends the replay.</param>
    /// <param name="observers">Told of every event, in their order.</param>
    /// <param name="progress">Told how many events are done; null for nobody.</param>
    /// <param name="cancellationToken">Ends the replay early.</param>
    /// <exception cref="ReplayInputException">The fee is not recorded and cannot be inferred, or contradicts the tape.</exception>
    public static UniswapV2ReplayReport Run(
        Func<IPoolEventReader> open, int? feePips, bool stopOnMismatch, IReadOnlyList<IUniswapV2ReplayObserver> observers, IProgress<long>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(observers);
        using IPoolEventReader reader = open();
        if (feePips is { } asked && reader.Header.FeePips is { } recorded && asked != recorded)
        {
            throw new ReplayInputException($"--fee-pips says that the fee is {asked}, the tape says {recorded}; leave the option out.");
        }
        (int fee, ParameterOrigin origin) =
            feePips is { } option ? (option, ParameterOrigin.Option)
            : reader.Header.FeePips is { } tape ? (tape, ParameterOrigin.Tape)
            : Infer(open, cancellationToken) is { } inferred ? (inferred, ParameterOrigin.Inferred)
            : throw new ReplayInputException("The fee is not recorded, and no swap of the tape says it; give it with --fee-pips.");
        UniswapV2ProtocolShare share = fee == PancakeSwapFeePips ? UniswapV2ProtocolShare.PancakeSwap : UniswapV2ProtocolShare.Uniswap;
        UniswapV2ReplayOptions options = UniswapV2ReplayOptions.FromHeader(reader.Header with { FeePips = fee }, share);
        UniswapV2Replayer replayer = new(options with { MaximumMismatches = ReplayTally.MostKept });
        PoolEvent[] batch = new PoolEvent[BatchSize];
        bool isStopped = false;
        for (int count = reader.Read(batch); count > 0 && !isStopped; count = reader.Read(batch))
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int i = 0; i < count && !isStopped; i++)
            {
                foreach (IUniswapV2ReplayObserver observer in observers)
                {
                    observer.BeforeEvent(batch[i], replayer);
                }
                replayer.Apply(batch[i]);
                foreach (IUniswapV2ReplayObserver observer in observers)
                {
                    observer.AfterEvent(batch[i], replayer);
                }
                isStopped = stopOnMismatch && replayer.MismatchCount > 0;
            }
            progress?.Report(replayer.Counts.Events);
        }
        if (!isStopped)
        {
            replayer.Complete();
        }
        return new UniswapV2ReplayReport
        {
            Header = reader.Header,
            FeePips = fee,
            FeeOrigin = origin,
            Counts = replayer.Counts,
            Mismatches = replayer.Mismatches,
            Mismatched = replayer.Mismatches.Select(static mismatch => mismatch.Position).Distinct().LongCount(),
            Final = replayer.Pool.TakeSnapshot(),
        };
    }

    private static int? Infer(Func<IPoolEventReader> open, CancellationToken cancellationToken)
    {
        UniswapV2FeeInference inference = new();
        using IPoolEventReader reader = open();
        PoolEvent[] batch = new PoolEvent[BatchSize];
        for (int count = reader.Read(batch); count > 0 && !inference.IsEnough; count = reader.Read(batch))
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int i = 0; i < count; i++)
            {
                inference.Observe(batch[i]);
            }
        }
        return inference.Fee();
    }
}
