using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Amm.UniswapV3;

namespace Tidemark.Simulation.Replay;

/// <summary>Applies a V3 pool's events to an exact pool, one by one, and compares everything that they record.</summary>
internal sealed class UniswapV3Replayer
{
    private readonly MismatchPolicy _policy;
    private readonly PositionLedger _positions;
    private bool _isPriceKnown;
    private bool _isMismatch;
    private bool _isUnchecked;
    private bool _isCompared;

    public UniswapV3Replayer(UniswapV3Pool pool, ReplayStart start, MismatchPolicy policy, bool isGuess = false)
    {
        Pool = pool;
        _policy = policy;
        _positions = new PositionLedger(pool, start, isGuess);
        IsGuess = isGuess;
        _isPriceKnown = start != ReplayStart.Inferred;
    }

    /// <summary>Whether the ticks are known to be a guess: then a swap that they do not reproduce is unresolved, no mismatch.</summary>
    public bool IsGuess { get; private set; }

    /// <summary>The spacing that a position needed where the pool's was too wide for it; 0 for none.</summary>
    public int FinerTickSpacing { get; private set; }

    public UniswapV3Pool Pool { get; private set; }

    public ReplayTally Tally { get; } = new();

    /// <summary>Whether the policy ends the replay.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Tries another tick map for a swap that no form reproduces; null where the tick map is known.</summary>
    public TickMapRepair? Repair { get; init; }

    /// <summary>Told of every event; null for nobody.</summary>
    public IReplayObserver? Observer { get; init; }

    public void Apply(in PoolEvent poolEvent)
    {
        Observer?.BeforeEvent(poolEvent, Pool);
        _isMismatch = false;
        _isUnchecked = false;
        _isCompared = false;
        switch (poolEvent.Kind)
        {
            case PoolEventKind.Initialize:
                ApplyInitialize(poolEvent);
                break;
            case PoolEventKind.Mint:
            case PoolEventKind.Burn:
                ApplyLiquidity(poolEvent);
                break;
            case PoolEventKind.Collect:
                ApplyCollect(poolEvent);
                break;
            case PoolEventKind.Swap:
                ApplySwap(poolEvent);
                break;
            case PoolEventKind.Flash:
                ApplyFlash(poolEvent);
                break;
            case PoolEventKind.SetFeeProtocol:
                ApplySetFeeProtocol(poolEvent);
                break;
            case PoolEventKind.CollectProtocol:
                ApplyCollectProtocol(poolEvent);
                break;
            default:
                Mismatch(poolEvent, "event", "an event of a Uniswap V3 pool", poolEvent.Kind.ToString());
                break;
        }
        Tally.Count(poolEvent.Kind, _isMismatch, _isUnchecked, _isCompared);
        IsStopped = _isMismatch && _policy == MismatchPolicy.Stop;
        Observer?.AfterEvent(poolEvent, Pool, Tally);
    }

    private void ApplyInitialize(in PoolEvent poolEvent)
    {
        if (!IsRefused(poolEvent, Pool.Initialize(poolEvent.SqrtPriceX96)))
        {
            ComparePool(poolEvent);
        }
    }

    private void ApplyLiquidity(in PoolEvent poolEvent)
    {
        if (!poolEvent.Liquidity.IsUInt128)
        {
            Mismatch(poolEvent, "liquidity", poolEvent.Liquidity.ToString(), "at most 128 bits");
            return;
        }
        bool isMint = poolEvent.Kind == PoolEventKind.Mint;
        UInt128 liquidity = (UInt128)poolEvent.Liquidity;
        UniswapV3Revert revert = _positions.Modify(Pool, poolEvent, liquidity, isMint, out UInt256 amount0, out UInt256 amount1, out bool areFeesKnown);
        Tally.FeesUnknown += !isMint && !areFeesKnown ? 1 : 0;
        if (revert == UniswapV3Revert.TickNotUsable && FinerTickSpacing == 0)
        {
            FinerTickSpacing = (int)System.Numerics.BigInteger.GreatestCommonDivisor(
                Pool.Parameters.TickSpacing, System.Numerics.BigInteger.GreatestCommonDivisor(poolEvent.TickLower, poolEvent.TickUpper));
        }
        if (revert != UniswapV3Revert.None && (Repair is not null || IsGuess))
        {
            // What the chain accepted an inferred tick refuses: the tick is wrong, and what follows from it.
            IsGuess = true;
            _isUnchecked = true;
            return;
        }
        if (IsRefused(poolEvent, revert))
        {
            return;
        }
        if (_isPriceKnown)
        {
            CompareAmounts(poolEvent, Signed(amount0), Signed(amount1));
            ComparePool(poolEvent);
        }
        else
        {
            _isUnchecked = true;
        }
    }

    private void ApplyCollect(in PoolEvent poolEvent)
    {
        // The request is the caller's choice: what was paid is asked for, and must be there.
        bool areFeesKnown = _positions.Collect(Pool, poolEvent, out UInt128 paid0, out UInt128 paid1);
        if (!areFeesKnown)
        {
            Tally.FeesUnknown++;
            _isUnchecked = true;
            return;
        }
        CompareAmounts(poolEvent, Int256.FromTwosComplement(paid0), Int256.FromTwosComplement(paid1));
        ComparePool(poolEvent);
    }

    private void ApplySwap(in PoolEvent poolEvent)
    {
        if (!_isPriceKnown)
        {
            _isUnchecked = true;
            Tally.SwapsOfUnknownFees++;
            _isPriceKnown = TryAdopt(poolEvent);
            return;
        }
        if (!SwapMatcher.IsComparable(poolEvent))
        {
            Tally.SwapsOfUnknownFees++;
            Mismatch(poolEvent, "swap", "an amount or a price", "nothing recorded that says what the swap did");
            return;
        }
        SwapForm form = SwapMatcher.Match(Pool, poolEvent, out SwapOutcome outcome, out UniswapV3Revert revert);
        bool isOpen = Repair?.IsOpen(Pool, poolEvent) ?? false;
        if ((form == SwapForm.None || isOpen) && Repair is { } repair)
        {
            bool isRepaired = repair.TryRepair(Pool, poolEvent, out UniswapV3Pool repaired);
            Pool = repaired;
            if (!isRepaired && (isOpen || repair.IsBeyond(Pool, poolEvent)))
            {
                PassOver(poolEvent);
                return;
            }
            form = SwapMatcher.Match(Pool, poolEvent, out outcome, out revert);
        }
        if (form == SwapForm.None && IsGuess)
        {
            PassOver(poolEvent);
            return;
        }
        if (form == SwapForm.None)
        {
            Tally.SwapsOfUnknownFees++;
        }
        if (IsRefused(poolEvent, revert))
        {
            _ = _policy == MismatchPolicy.Resync && TryAdopt(poolEvent);
            return;
        }
        if (form != SwapForm.None)
        {
            Tally.Count(form);
        }
        bool isPriceSingle = form == SwapForm.None || SwapMatcher.IsPriceSingle(Pool, poolEvent, ref outcome);
        Pool.Commit(outcome);
        CompareAmounts(poolEvent, outcome.Amount0, outcome.Amount1);
        CompareProtocolFees(poolEvent, outcome);
        ComparePool(poolEvent);
        if (Repair is { } used && used.IsFitted(poolEvent.Position))
        {
            _isUnchecked = true;
            Tally.FittedSwaps++;
        }
        if (form != SwapForm.None && !poolEvent.Has(PoolEventFields.SqrtPriceX96))
        {
            // Without the price after it, a swap that fits several forms leaves the price open until the next one that is recorded.
            _isPriceKnown = isPriceSingle;
        }
        if (_isMismatch && _policy == MismatchPolicy.Resync)
        {
            _ = TryAdopt(poolEvent);
        }
    }

    // The tick map says too little about the swap's path: its end is recorded, so the replay goes on from there.
    private void PassOver(in PoolEvent poolEvent)
    {
        _isUnchecked = true;
        Tally.AddUnresolved(poolEvent.Position);
        bool zeroForOne = poolEvent.SqrtPriceX96 < Pool.SqrtPriceX96;
        bool isQuoted = Pool.QuoteSwap(zeroForOne, Int256.MinValue, poolEvent.SqrtPriceX96, out SwapOutcome outcome) == UniswapV3Revert.None;
        bool isBounded = isQuoted && !IsGuess && Repair is { } repair && repair.TryBound(Pool, poolEvent, Tally);
        Tally.SwapsOfUnknownFees += isBounded ? 0 : 1;
        if (isQuoted)
        {
            Pool.Commit(outcome);
        }
        _ = TryAdopt(poolEvent);
    }

    private void ApplyFlash(in PoolEvent poolEvent)
    {
        UInt256 amount0 = poolEvent.Amount0.Magnitude;
        UInt256 amount1 = poolEvent.Amount1.Magnitude;
        bool isPaid = poolEvent.Has(PoolEventFields.Paid);
        Tally.FlashesUnpaid += isPaid ? 0 : 1;
        UInt256 paid0 = isPaid ? poolEvent.Paid0 : Pool.FlashFee(amount0);
        UInt256 paid1 = isPaid ? poolEvent.Paid1 : Pool.FlashFee(amount1);
        if (!_isPriceKnown)
        {
            _isUnchecked = true;
        }
        else if (paid0.BitLength == 256 || paid1.BitLength == 256)
        {
            _ = IsRefused(poolEvent, UniswapV3Revert.ArithmeticOverflow);
        }
        else if (Pool.Flash(amount0, amount1, (Int256)paid0, (Int256)paid1) is var revert
            && revert == UniswapV3Revert.ArithmeticOverflow && !_positions.AreProtocolFeesKnown)
        {
            // Without the protocol's share, which is not known, the growth may need more bits than it had.
            _isUnchecked = true;
        }
        else if (!IsRefused(poolEvent, revert))
        {
            // That the pool accepts the payment is the comparison: the loan itself is the caller's choice.
            _isUnchecked = !isPaid;
            _isCompared = isPaid;
            ComparePool(poolEvent);
        }
    }

    private void ApplySetFeeProtocol(in PoolEvent poolEvent)
    {
        if (!poolEvent.Has(PoolEventFields.Amount0 | PoolEventFields.Amount1))
        {
            _isUnchecked = true;
            return;
        }
        if (!IsRefused(poolEvent, Pool.SetFeeProtocol(Share(poolEvent.Amount0), Share(poolEvent.Amount1))))
        {
            _isCompared = true;
        }
    }

    private void ApplyCollectProtocol(in PoolEvent poolEvent)
    {
        UniswapV3Revert revert = Pool.CollectProtocol(
            PositionLedger.Requested(poolEvent.Amount0), PositionLedger.Requested(poolEvent.Amount1), out UInt128 amount0, out UInt128 amount1);
        if (_positions.AreProtocolFeesKnown)
        {
            if (!IsRefused(poolEvent, revert))
            {
                CompareAmounts(poolEvent, (Int256)(UInt256)amount0, (Int256)(UInt256)amount1);
            }
        }
        else
        {
            _isUnchecked = true;
        }
    }

    private bool TryAdopt(in PoolEvent poolEvent)
    {
        bool isState = poolEvent.Has(PoolEventFields.SqrtPriceX96 | PoolEventFields.Tick | PoolEventFields.PoolLiquidity)
            && TickMath.IsPrice(poolEvent.SqrtPriceX96) && poolEvent.PoolLiquidity.IsUInt128;
        if (isState)
        {
            Pool.Adopt(poolEvent.SqrtPriceX96, poolEvent.Tick, (UInt128)poolEvent.PoolLiquidity);
        }
        return isState;
    }

    private bool IsRefused(in PoolEvent poolEvent, UniswapV3Revert revert)
    {
        if (revert == UniswapV3Revert.None)
        {
            return false;
        }
        Mismatch(poolEvent, "revert", nameof(UniswapV3Revert.None), revert.ToString());
        return true;
    }

    private void CompareAmounts(in PoolEvent poolEvent, in Int256 amount0, in Int256 amount1)
    {
        Compare(poolEvent, PoolEventFields.Amount0, CheckedField.Amount0, poolEvent.Amount0, amount0);
        Compare(poolEvent, PoolEventFields.Amount1, CheckedField.Amount1, poolEvent.Amount1, amount1);
    }

    private void CompareProtocolFees(in PoolEvent poolEvent, in SwapOutcome outcome)
    {
        if (_positions.AreProtocolFeesKnown && poolEvent.Has(PoolEventFields.ProtocolFees))
        {
            Compare(poolEvent, PoolEventFields.ProtocolFees, CheckedField.ProtocolFees0, Signed(poolEvent.ProtocolFees0), Signed(outcome.ZeroForOne ? outcome.ProtocolFees : UInt128.Zero));
            Compare(poolEvent, PoolEventFields.ProtocolFees, CheckedField.ProtocolFees1, Signed(poolEvent.ProtocolFees1), Signed(outcome.ZeroForOne ? UInt128.Zero : outcome.ProtocolFees));
        }
    }

    private void ComparePool(in PoolEvent poolEvent)
    {
        Compare(poolEvent, PoolEventFields.SqrtPriceX96, CheckedField.SqrtPriceX96, Signed(poolEvent.SqrtPriceX96), Signed(Pool.SqrtPriceX96));
        Compare(poolEvent, PoolEventFields.PoolLiquidity, CheckedField.PoolLiquidity, Signed(poolEvent.PoolLiquidity), Signed(Pool.Liquidity));
        Compare(poolEvent, PoolEventFields.Tick, CheckedField.Tick, poolEvent.Tick, Pool.Tick);
    }

    private void Compare(in PoolEvent poolEvent, PoolEventFields field, CheckedField counted, in Int256 expected, in Int256 actual)
    {
        if (!poolEvent.Has(field))
        {
            return;
        }
        _isCompared = true;
        Tally.Count(counted);
        if (expected != actual)
        {
            Mismatch(poolEvent, FieldName(counted), expected.ToString(), actual.ToString());
        }
    }

    private void Mismatch(in PoolEvent poolEvent, string field, string expected, string actual)
    {
        _isMismatch = true;
        Tally.Add(new EventMismatch(poolEvent.Position, poolEvent.Kind, field, expected, actual));
    }

    // A share that no pool can have stays one.
    private static uint Share(in Int256 amount) =>
        amount.Magnitude.IsUInt64 && (ulong)amount.Magnitude <= uint.MaxValue ? (uint)(ulong)amount.Magnitude : uint.MaxValue;

    private static Int256 Signed(in UInt256 value) => Int256.FromTwosComplement(value);

    private static string FieldName(CheckedField field) => field switch
    {
        CheckedField.Amount0 => "amount0",
        CheckedField.Amount1 => "amount1",
        CheckedField.SqrtPriceX96 => "sqrtPriceX96",
        CheckedField.PoolLiquidity => "liquidity",
        CheckedField.Tick => "tick",
        CheckedField.ProtocolFees0 => "protocolFees0",
        CheckedField.ProtocolFees1 => "protocolFees1",
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Invariant: an unknown field."),
    };
}
