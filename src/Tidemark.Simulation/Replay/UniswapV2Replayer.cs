using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV2;

namespace Tidemark.Simulation.Replay;

/// <summary>Applies the recorded events of a V2 pair to the exact pair and compares every number that both know. A disagreement becomes an
/// <see cref="EventMismatch"/>; the replay then goes on from what the chain recorded, so that one wrong number is reported once.</summary>
/// <remarks>
/// <para>A pair's calls are told from its logs by their order: a mint is its LP Transfers (to the protocol if its fee is on and k grew, the
/// minimum liquidity to the zero address if it is the first, then to the depositor), Sync, Mint; a burn is a Transfer to the protocol, a
/// Transfer from the pair to the zero address, Sync, Burn; a swap is Sync, Swap. A Sync that none of them follows is a call of
/// <c>sync()</c>. Donations and <c>skim()</c> leave no event: a donation shows in the amounts of the next mint or swap, in a lone Sync, or in
/// the payout of the next burn, which is the only place where it is taken on trust and counted.</para>
/// <para>What is not recorded is not checked, and is counted: without Sync rows the reserves follow from the amounts and swaps are held
/// to the pair's own check of k; without Transfer rows, or without a known supply in mid-life, LP tokens and burned shares are unchecked.
/// The protocol fee's switch leaves no event: it is inferred from the LP Transfers to the protocol, so <see cref="UniswapV2Pool.FeeTo"/> and
/// <see cref="UniswapV2Pool.KLast"/> of the pool are as far as the tape has shown.</para>
/// <para>Memory is that of the pool and its LP holders; it does not grow with the tape.</para>
/// </remarks>
public sealed class UniswapV2Replayer
{
    private readonly UniswapV2ReplayState _state;
    private readonly UniswapV2PendingCall _call = new();
    private EventPosition _last;

    /// <summary>Begins a replay.</summary>
    /// <exception cref="ArgumentException">The initial state is impossible.</exception>
    public UniswapV2Replayer(UniswapV2ReplayOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaximumMismatches, nameof(options));
        _state = new UniswapV2ReplayState(options);
    }

    /// <summary>The pair after the last whole call; events of a call that has not ended yet are not in it.</summary>
    public UniswapV2Pool Pool => _state.Pool;

    /// <summary>What was met and how it was checked.</summary>
    public UniswapV2ReplayCounts Counts => _state.Counts;

    /// <summary>The first mismatches, in the order found.</summary>
    public IReadOnlyList<EventMismatch> Mismatches => _state.Mismatches;

    /// <summary>All mismatches, those not kept among them.</summary>
    public long MismatchCount => _state.MismatchCount;

    /// <summary>Whether the reserves of <see cref="Pool"/> are the pair's.</summary>
    public bool ReservesKnown => _state.ReservesKnown;

    /// <summary>Whether the LP supply of <see cref="Pool"/> is the pair's; its holders are, but for
    /// <see cref="UniswapV2Pool.UnattributedSupply"/>.</summary>
    public bool SupplyKnown => _state.SupplyKnown;

    /// <summary>Applies the next event. Events come in the chain's order.</summary>
    public void Apply(in PoolEvent poolEvent)
    {
        if (!_call.IsEmpty && (poolEvent.Position.BlockNumber != _last.BlockNumber || poolEvent.Position.TransactionIndex != _last.TransactionIndex))
        {
            EndCall();
        }
        _last = poolEvent.Position;
        _state.Counts.Events++;
        switch (poolEvent.Kind)
        {
            case PoolEventKind.Transfer:
                ApplyTransfer(poolEvent);
                break;
            case PoolEventKind.Sync:
                ApplySync(poolEvent);
                break;
            case PoolEventKind.Mint:
                EndBurn();
                UniswapV2LiquidityReplay.ApplyMint(_state, poolEvent, _call);
                _call.Clear();
                break;
            case PoolEventKind.Burn:
                UniswapV2LiquidityReplay.ApplyBurn(_state, poolEvent, _call);
                _call.Clear();
                break;
            case PoolEventKind.Swap:
                EndLiquidity();
                UniswapV2SwapReplay.Apply(_state, poolEvent, _call);
                _call.Clear();
                break;
            default:
                _state.Report(poolEvent.Position, poolEvent.Kind, "event", poolEvent.Kind.ToString(), "no event of a V2 pair");
                break;
        }
    }

    /// <summary>Ends the replay: a call whose last event is missing is reported, a Sync that nothing follows is applied.</summary>
    public void Complete() => EndCall();

    private void ApplyTransfer(in PoolEvent transfer)
    {
        _state.Counts.Transfers++;
        if (!transfer.Has(PoolEventFields.Owner | PoolEventFields.Recipient | PoolEventFields.Liquidity))
        {
            _state.Counts.TransfersUnchecked++;
            _state.LoseSupply();
            return;
        }
        _state.TransferSeen = true;
        if (_call.SyncPosition is not null)
        {
            EndCall();
        }
        UniswapV2LpMovement movement = new(transfer.Position, transfer.Owner, transfer.Recipient, transfer.Liquidity);
        if (movement.From.IsZero)
        {
            if (!_call.TryAddMinted(movement))
            {
                EndCall();
                _ = _call.TryAddMinted(movement);
            }
        }
        else if (movement.To.IsZero && (!_state.PairKnown || movement.From == _state.Pool.Parameters.Pair))
        {
            EndBurn();
            _call.Burned = movement;
        }
        else
        {
            Move(movement);
        }
    }

    private void Move(in UniswapV2LpMovement movement)
    {
        if (!_state.SupplyKnown)
        {
            _state.Counts.TransfersUnchecked++;
            return;
        }
        _state.Attribute(movement.From, movement.Value);
        UniswapV2Status status = _state.Pool.TryTransferLp(movement.From, movement.To, movement.Value);
        if (status != UniswapV2Status.Ok)
        {
            _state.Report(movement.Position, PoolEventKind.Transfer, "revert", nameof(UniswapV2Status.Ok), status.ToString());
            _state.AdoptSupply(_state.Pool.TotalSupply);
        }
    }

    private void ApplySync(in PoolEvent sync)
    {
        _state.Counts.Syncs++;
        if (_call.SyncPosition is not null)
        {
            EndCall();
        }
        if (!sync.Has(PoolEventFields.Amount0 | PoolEventFields.Amount1) || sync.Amount0.IsNegative || sync.Amount1.IsNegative)
        {
            _state.Report(sync.Position, sync.Kind, "reserve0", $"{sync.Amount0}, {sync.Amount1}", "two reserves of 0 or more");
            _state.ReservesKnown = false;
            return;
        }
        _state.SeeSync();
        _call.SetSync(sync.Position, new UniswapV2Amounts((UInt256)sync.Amount0, (UInt256)sync.Amount1));
    }

    /// <summary>What is left of a call when something else begins: a lone Sync, or Transfers whose Mint or Burn is missing.</summary>
    private void EndCall()
    {
        if (_call.SyncPosition is { } position)
        {
            UniswapV2Amounts before = _state.Reserves, after = _call.SyncReserves;
            bool lost = _state.ReservesKnown && (after.Amount0 < before.Amount0 || after.Amount1 < before.Amount1);
            _state.Counts.LoneSyncs++;
            _state.Counts.BalanceLosses += lost ? 1 : 0;
            if (lost && !_state.BalancesMayFall)
            {
                // Nobody can take a plain token from the pair but a call whose event is not here.
                _state.Compare(position, PoolEventKind.Sync, "reserve0", after.Amount0, before.Amount0);
                _state.Compare(position, PoolEventKind.Sync, "reserve1", after.Amount1, before.Amount1);
            }
            _state.AdoptReserves(position, PoolEventKind.Sync, after);
        }
        EndLiquidity();
        _call.Clear();
    }

    private void EndBurn()
    {
        if (_call.Burned is not { } burned)
        {
            return;
        }
        if (_state.PairKnown)
        {
            _state.Report(burned.Position, PoolEventKind.Transfer, "event", "LP tokens burned by the pair", "no Burn follows");
            _call.Burned = null;
            if (_state.SupplyKnown)
            {
                _state.AdoptSupply(_state.Pool.TotalSupply - (burned.Value <= _state.Pool.TotalSupply ? burned.Value : default));
            }
        }
        else
        {
            // A holder may send LP tokens to the zero address; that burns nothing.
            _call.Burned = null;
            Move(burned);
        }
    }

    private void EndLiquidity()
    {
        EndBurn();
        if (_call.Minted.Count == 0)
        {
            return;
        }
        _state.Report(_call.Minted[^1].Position, PoolEventKind.Transfer, "event", "LP tokens minted", "no Mint or Burn follows");
        UniswapV2LiquidityReplay.PassSupply(_state, _call);
        _state.KAfterLiquidity = null;
        _call.ClearMinted();
    }
}
