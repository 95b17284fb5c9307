using Tidemark.Amm.Events;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Simulation.Replay;

/// <summary>Replays a V3 pool's tape through an exact pool and compares everything that the tape records.</summary>
/// <remarks>Memory grows with the pool's ticks and positions and with the mismatches, not with the length of the tape.</remarks>
public static class UniswapV3Replay
{
    private const int BatchSize = 256;
    private const int MostRounds = 4;

    /// <summary>Replays a tape.</summary>
    /// <param name="open">Opens the tape at its beginning; called again for each pass that infers what the tape does not say.</param>
    /// <param name="options">What the caller asks.</param>
    /// <param name="progress">Told how many events are done; null for nobody.</param>
    /// <param name="cancellationToken">Ends the replay early.</param>
    /// <exception cref="ReplayInputException">Tape, state and options cannot be replayed together.</exception>
    /// <exception cref="OperationCanceledException">The caller ended it.</exception>
    public static UniswapV3ReplayReport Run(
        Func<IPoolEventReader> open, ReplayOptions options, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        (TapeHeader header, PoolEventKind first) = Peek(open);
        ReplayParameters parameters = ReplayParameters.Find(open, header, options, cancellationToken);
        ReplayStart start =
            options.State is not null ? ReplayStart.State
            : header.InitialSqrtPriceX96 is not null || first == PoolEventKind.Initialize ? ReplayStart.Beginning
            : ReplayStart.Inferred;
        if (options.State is { SqrtPriceX96.IsZero: true } && first != PoolEventKind.Initialize)
        {
            throw new ReplayInputException("The state has no sqrtPriceX96, and the tape does not begin with the pool's initialisation; give the state that the pool had before the tape.");
        }
        if (options.State is { SqrtPriceX96.IsZero: false } && (first == PoolEventKind.Initialize || header.InitialSqrtPriceX96 is not null))
        {
            throw new ReplayInputException("The tape begins with the pool's initialisation, and the state is of a pool that has a price already; leave --state out.");
        }
        TentativeObserver? observer = options.Observer is { } observing ? new TentativeObserver(observing) : null;
        ReplayOptions observed = options with { Observer = observer };
        UniswapV3Replayer replayer = Settle(open, observed, header, start, parameters.Pool, progress, cancellationToken, out InferredTickMap? map);
        while (replayer.FinerTickSpacing > 0 && parameters.TickSpacingOrigin == ParameterOrigin.Inferred)
        {
            parameters = parameters with { Pool = parameters.Pool with { TickSpacing = replayer.FinerTickSpacing } };
            replayer = Settle(open, observed, header, start, parameters.Pool, progress, cancellationToken, out map);
        }
        observer?.Conclude();
        return new UniswapV3ReplayReport
        {
            Header = header,
            Parameters = parameters.Pool,
            FeeOrigin = parameters.FeeOrigin,
            TickSpacingOrigin = parameters.TickSpacingOrigin,
            Start = start,
            Tally = replayer.Tally,
            TickMap = map is null
                ? null
                : new TickMapFindings(
                    map.TicksInferred,
                    map.SegmentsObserved,
                    map.SegmentsUnobserved,
                    map.SegmentsSolved,
                    map.TicksInitialized,
                    map.SwapsAmbiguous,
                    map.Contradictions,
                    [.. map.ChosenGaps.SelectMany(static gap => gap.Stretches())],
                    map.NetsBefore()),
            Final = replayer.Pool.Snapshot() with { IsInferred = replayer.IsGuess || map is not null },
        };
    }

    // A map that a replay changed deserves another one, so that every swap is judged by the same map.
    private static UniswapV3Replayer Settle(
        Func<IPoolEventReader> open,
        ReplayOptions options,
        TapeHeader header,
        ReplayStart start,
        UniswapV3Parameters parameters,
        IProgress<long>? progress,
        CancellationToken cancellationToken,
        out InferredTickMap? map)
    {
        map = start == ReplayStart.Inferred ? InferTickMap(open, parameters, cancellationToken) : null;
        for (int round = 1; ; round++)
        {
            UniswapV3Replayer replayer = Replay(open, options, header, start, parameters, map, isFrozen: round == MostRounds, progress, cancellationToken);
            if (replayer.Repair is not { IsChanged: true } || replayer.FinerTickSpacing > 0)
            {
                return replayer;
            }
        }
    }

    private static UniswapV3Replayer Replay(
        Func<IPoolEventReader> open,
        ReplayOptions options,
        TapeHeader header,
        ReplayStart start,
        UniswapV3Parameters parameters,
        InferredTickMap? map,
        bool isFrozen,
        IProgress<long>? progress,
        CancellationToken cancellationToken)
    {
        UniswapV3Pool pool = StartPool(header, parameters, map?.Start() ?? options.State);
        UniswapV3Replayer replayer = new(pool, start, options.OnMismatch, options.State is { IsInferred: true })
        {
            Repair = map is null ? null : new TickMapRepair(map) { IsFrozen = isFrozen },
            Observer = options.Observer,
        };
        options.Observer?.BeforeTape();
        ForEach(open, replayer, progress, cancellationToken);
        return replayer;
    }

    private static UniswapV3Pool StartPool(TapeHeader header, UniswapV3Parameters parameters, UniswapV3PoolState? state)
    {
        if (state is not null)
        {
            return UniswapV3Pool.Restore(parameters, state);
        }
        UniswapV3Pool pool = new(parameters);
        return header.InitialSqrtPriceX96 is not { } price || pool.Initialize(price) is not (not UniswapV3Revert.None and var revert)
            ? pool
            : throw new ReplayInputException($"The tape initialises its pool at the square-root price {price}: {revert}.");
    }

    private static (TapeHeader Header, PoolEventKind First) Peek(Func<IPoolEventReader> open)
    {
        using IPoolEventReader reader = open();
        PoolEvent[] first = new PoolEvent[1];
        return (reader.Header, reader.Read(first) == 0 ? PoolEventKind.None : first[0].Kind);
    }

    private static InferredTickMap InferTickMap(Func<IPoolEventReader> open, UniswapV3Parameters parameters, CancellationToken cancellationToken)
    {
        TickMapInference inference = new(parameters);
        using IPoolEventReader reader = open();
        PoolEvent[] batch = new PoolEvent[BatchSize];
        for (int count = reader.Read(batch); count > 0; count = reader.Read(batch))
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int i = 0; i < count; i++)
            {
                inference.Observe(batch[i]);
            }
        }
        return inference.Finish() ?? throw new ReplayInputException(
            "The tape starts in mid-life and no swap in it records price, tick and liquidity, so the ticks cannot be inferred; give the pool's state before it with --state.");
    }

    private static void ForEach(
        Func<IPoolEventReader> open, UniswapV3Replayer replayer, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        using IPoolEventReader reader = open();
        PoolEvent[] batch = new PoolEvent[BatchSize];
        for (int count = reader.Read(batch); count > 0 && !replayer.IsStopped; count = reader.Read(batch))
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int i = 0; i < count && !replayer.IsStopped; i++)
            {
                replayer.Apply(batch[i]);
            }
            progress?.Report(replayer.Tally.Events);
        }
    }
}
