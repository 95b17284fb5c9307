using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV2;

namespace Tidemark.Simulation.Replay;

/// <summary>A replayed pair, what of it is known, and what was found.</summary>
internal sealed class UniswapV2ReplayState
{
    private readonly List<EventMismatch> _mismatches = [];
    private readonly int _maximumMismatches;
    private EventMismatch? _missingSync;
    private bool _syncSeen;

    public UniswapV2ReplayState(UniswapV2ReplayOptions options)
    {
        _maximumMismatches = options.MaximumMismatches;
        BalancesMayFall = options.BalancesMayFall;
        Pool = new UniswapV2Pool(options.Parameters);
        PairKnown = options.Parameters.Pair != UniswapV2ReplayOptions.UnknownPair;
        if (options.InitialState is { } initial)
        {
            Pool.Restore(initial);
            ReservesKnown = true;
            SupplyKnown = true;
            KAfterLiquidity = initial.KLast.IsZero ? null : initial.KLast;
        }
    }

    // A field, so that its numbers can be counted up in place.
    public UniswapV2ReplayCounts Counts;

    public UniswapV2Pool Pool { get; private set; }

    public bool BalancesMayFall { get; }

    public bool PairKnown { get; private set; }

    public bool ReservesKnown { get; set; }

    public bool SupplyKnown { get; private set; }

    public bool TransferSeen { get; set; }

    /// <summary>The product of the reserves after the last mint or burn: the contract's <c>kLast</c> if the protocol fee was on then.</summary>
    public UInt256? KAfterLiquidity { get; set; }

    public long MismatchCount { get; private set; }

    public IReadOnlyList<EventMismatch> Mismatches => _mismatches;

    public UniswapV2Amounts Reserves => new(Pool.Reserve0, Pool.Reserve1);

    public void Report(EventPosition position, PoolEventKind kind, string field, string expected, string actual)
    {
        MismatchCount++;
        if (_mismatches.Count < _maximumMismatches)
        {
            _mismatches.Add(new EventMismatch(position, kind, field, expected, actual));
        }
    }

    public void Compare(EventPosition position, PoolEventKind kind, string field, in UInt256 expected, in UInt256 actual)
    {
        if (expected != actual)
        {
            Report(position, kind, field, expected.ToString(), actual.ToString());
        }
    }

    public void ReportRefusal(in PoolEvent poolEvent, UniswapV2Status status) =>
        Report(poolEvent.Position, poolEvent.Kind, "revert", nameof(UniswapV2Status.Ok), status.ToString());

    /// <summary>Compares the reserves with the Sync of the call, and goes on from what it records.</summary>
    public void CompareReserves(UniswapV2PendingCall call)
    {
        if (call.SyncPosition is not { } position)
        {
            return;
        }
        Compare(position, PoolEventKind.Sync, "reserve0", call.SyncReserves.Amount0, Pool.Reserve0);
        Compare(position, PoolEventKind.Sync, "reserve1", call.SyncReserves.Amount1, Pool.Reserve1);
        AdoptReserves(position, PoolEventKind.Sync, call.SyncReserves);
    }

    /// <summary>Sets reserves and balances to what a record says.</summary>
    public void AdoptReserves(EventPosition position, PoolEventKind kind, in UniswapV2Amounts reserves)
    {
        Pool.SetTokenBalances(reserves.Amount0, reserves.Amount1);
        UniswapV2Status status = Pool.TrySync();
        ReservesKnown = status == UniswapV2Status.Ok;
        if (!ReservesKnown)
        {
            Pool.SetTokenBalances(Pool.Reserve0, Pool.Reserve1);
            Report(position, kind, "revert", nameof(UniswapV2Status.Ok), status.ToString());
        }
    }

    /// <summary>Where an event's own number cannot be right, or none is recorded, the reserves are unknown until the next Sync.</summary>
    public void LoseReserves(UniswapV2PendingCall call)
    {
        ReservesKnown = false;
        if (call.SyncPosition is { } position)
        {
            AdoptReserves(position, PoolEventKind.Sync, call.SyncReserves);
        }
    }

    /// <summary>Reports an event whose Sync is missing on a tape that has Sync rows; where none has come yet, once one comes. The tape's very
    /// first event may have lost its Sync to the cut.</summary>
    public void RequireSync(in PoolEvent poolEvent, UniswapV2PendingCall call)
    {
        if (call.SyncPosition is not null || Counts.Events == 1)
        {
            return;
        }
        EventMismatch missing = new(poolEvent.Position, poolEvent.Kind, "sync", "not recorded", $"{Pool.Reserve0}, {Pool.Reserve1}");
        if (_syncSeen)
        {
            Report(missing.Position, missing.Kind, missing.Field, missing.Expected, missing.Actual);
        }
        else
        {
            _missingSync ??= missing;
        }
    }

    /// <summary>Notes that the tape has Sync rows.</summary>
    public void SeeSync()
    {
        _syncSeen = true;
        if (_missingSync is { } missing)
        {
            Report(missing.Position, missing.Kind, missing.Field, missing.Expected, missing.Actual);
            _missingSync = null;
        }
    }

    /// <summary>Keeps the product of the reserves after a liquidity event.</summary>
    public void RememberK()
    {
        KAfterLiquidity = ReservesKnown ? Pool.Reserve0 * Pool.Reserve1 : null;
        Pool.SetKLast(Pool.FeeTo.IsZero ? default : KAfterLiquidity ?? default);
    }

    public void LoseSupply() => SupplyKnown = false;

    /// <summary>Sets the supply to what a record implies and forgets its holders, who are learned again as they move their tokens.</summary>
    public void AdoptSupply(in UInt256 totalSupply)
    {
        SupplyKnown = true;
        Pool.Restore(Pool.TakeSnapshot() with { TotalSupply = totalSupply, LpBalances = [] });
    }

    /// <summary>Names, where its holders are not all known, the holder of LP tokens that a record shows it had.</summary>
    public void Attribute(Address holder, in UInt256 value)
    {
        UInt256 held = Pool.LpBalanceOf(holder);
        if (held < value)
        {
            _ = Pool.TryAttributeLp(holder, value - held);
        }
    }

    public void LearnPair(Address pair)
    {
        if (!PairKnown)
        {
            PairKnown = true;
            UniswapV2Snapshot snapshot = Pool.TakeSnapshot();
            Pool = new UniswapV2Pool(Pool.Parameters with { Pair = pair });
            Pool.Restore(snapshot);
        }
    }
}
