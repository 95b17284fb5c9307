using System.Numerics;
using Tidemark.Amm.Events;
using Tidemark.Amm.Numerics;
using Tidemark.Simulation.Replay;

namespace Tidemark.Simulation.Positions;

/// <summary>Keeps the account of one holder of a V2 pair's LP tokens.</summary>
/// <remarks>The principal is the constant-product position that came in: the holder's part of the root of the reserves' product at that moment. What the
/// LP tokens are worth above it is fees; both leave in proportion.</remarks>
internal sealed class PairAccount(string name, RecordedPeriod period)
{
    private readonly List<PositionMove> _moves = [];
    private readonly PositionCourse _course = new();
    private Standing _now;
    private Standing _before;

    public string? Gap { get; private set; }

    public bool IsEmpty => _now.Shares.IsZero;

    /// <summary>The account is not whole; the first reason stays.</summary>
    public void Break(string reason) => Gap ??= reason;

    /// <summary>LP tokens come in.</summary>
    /// <param name="kind">How.</param>
    /// <param name="at">The event and its time.</param>
    /// <param name="shares">The LP tokens.</param>
    /// <param name="amounts">What they cost or are worth, base units.</param>
    /// <param name="before">The pair before them.</param>
    /// <param name="after">The pair with them.</param>
    public void Add(PositionMoveKind kind, in PairEvent at, in UInt256 shares, (UInt256 Amount0, UInt256 Amount1) amounts, in PairMoment before, in PairMoment after)
    {
        if (shares.IsZero)
        {
            Break($"The {at.Event.Kind} at {at.Event.Position} moves no LP tokens.");
            return;
        }
        if (!after.IsKnown)
        {
            Break($"At {at.Event.Position} the tape does not say yet what LP tokens are worth: it begins in the middle of the pair's life.");
            return;
        }
        Begin(at);
        if (_now.Shares + shares > UInt128.MaxValue)
        {
            throw new ReplayInputException($"At {at.Event.Position} a holder has more LP tokens than 128 bits count; check the tape.");
        }
        (UInt256 before0, UInt256 before1) = before.Owned(_now.Shares);
        double liquidity = _now.CurveLiquidity;
        SetShares(_now.Shares + shares);
        _now.Principal += after.Liquidity(shares);
        Record(kind, at, shares, amounts, default, (before0, before1), liquidity, after);
    }

    /// <summary>LP tokens go out.</summary>
    /// <param name="kind">How.</param>
    /// <param name="at">The event and its time.</param>
    /// <param name="shares">The LP tokens.</param>
    /// <param name="paid">What they gave or are worth, base units, fees included.</param>
    /// <param name="before">The pair with them.</param>
    public void Remove(PositionMoveKind kind, in PairEvent at, in UInt256 shares, (UInt256 Amount0, UInt256 Amount1) paid, in PairMoment before)
    {
        if (shares.IsZero)
        {
            Break($"The {at.Event.Kind} at {at.Event.Position} moves no LP tokens.");
            return;
        }
        if (shares > _now.Shares || !before.IsKnown)
        {
            Break($"At {at.Event.Position} more LP tokens leave than the tape gave: the holder had some before.");
            return;
        }
        Begin(at);
        (UInt256, UInt256) held = before.Owned(_now.Shares);
        (UInt256 Amount0, UInt256 Amount1) principal = PrincipalOf(paid, before);
        (UInt256 fees0, UInt256 fees1) = (paid.Amount0 - principal.Amount0, paid.Amount1 - principal.Amount1);
        double liquidity = _now.CurveLiquidity;
        _now.Principal = _now.Principal * (_now.Shares - shares).ToBigInteger() / _now.Shares.ToBigInteger();
        SetShares(_now.Shares - shares);
        (_now.Fees0, _now.Fees1) = (_now.Fees0 + fees0, _now.Fees1 + fees1);
        Record(kind, at, shares, principal, (fees0, fees1), held, liquidity, before);
    }

    /// <summary>Takes back the last move, whose meaning the next event tells.</summary>
    /// <returns>The LP tokens that it moved; zero, and nothing taken back, where nothing moved them at that event.</returns>
    public UInt256 TakeBack(EventPosition position)
    {
        if (_moves.Count == 0 || _moves[^1].Position != position)
        {
            return default;
        }
        UInt256 shares = _moves[^1].Liquidity;
        _moves.RemoveAt(_moves.Count - 1);
        _course.TakeBack();
        SetShares(_before.Shares);
        _now = _before;
        return shares;
    }

    /// <summary>The account begins again with what the holder has, all of it principal.</summary>
    public void Reopen(in PairEvent at, in PairMoment moment)
    {
        UInt256 shares = _now.Shares;
        _moves.Clear();
        _course.Clear();
        SetShares(UInt256.Zero);
        _now = new Standing { Clock = at.Seconds, Loss = at.UnitLoss };
        if (!shares.IsZero)
        {
            Add(PositionMoveKind.Opening, at, shares, moment.Owned(shares), default, moment);
        }
    }

    /// <summary>A swap has happened, of which a sample may be taken.</summary>
    public void Sample(in PairMoment moment, long seconds)
    {
        if (!IsEmpty && moment.IsKnown && _course.Wants())
        {
            _course.Add(Sampled(moment, seconds), isMove: false);
        }
    }

    public PositionHistory End(in PairMoment moment, long seconds, double unitLoss, bool isExact)
    {
        if (!IsEmpty && !moment.IsKnown)
        {
            Break("The tape does not say what LP tokens are worth at the end.");
        }
        (UInt256 Amount0, UInt256 Amount1) held = moment.IsKnown ? moment.Owned(_now.Shares) : default;
        (UInt256 Amount0, UInt256 Amount1) principal = IsEmpty ? default : PrincipalOf(held, moment);
        (UInt256 uncollected0, UInt256 uncollected1) = (held.Amount0 - principal.Amount0, held.Amount1 - principal.Amount1);
        bool isClosed = IsEmpty && _moves.Count > 0;
        if (!IsEmpty && moment.IsKnown && Gap is null)
        {
            _course.Add(Sampled(moment, seconds), isMove: true);
        }
        long openSeconds = _now.OpenSeconds + (IsEmpty ? 0 : seconds - _now.Clock);
        return new PositionHistory
        {
            Name = name,
            TickLower = null,
            TickUpper = null,
            Moves = [.. _moves],
            Gap = Gap,
            Course = _course.Samples,
            Liquidity = (UInt128)_now.Shares,
            Principal0 = principal.Amount0,
            Principal1 = principal.Amount1,
            Withdrawn0 = default,
            Withdrawn1 = default,
            Fees0 = _now.Fees0 + uncollected0,
            Fees1 = _now.Fees1 + uncollected1,
            UncollectedFees0 = uncollected0,
            UncollectedFees1 = uncollected1,
            FeeBound0 = isExact ? default(UInt256) : null,
            FeeBound1 = isExact ? default(UInt256) : null,
            SqrtPriceX96 = isClosed ? _moves[^1].SqrtPriceX96 : moment.IsKnown ? moment.SqrtPriceX96 : default,
            IsInRange = !IsEmpty,
            EndSeconds = isClosed ? _moves[^1].TimestampSeconds : seconds,
            OpenSeconds = openSeconds,
            InRangeSeconds = openSeconds,
            LossVersusRebalancing = (unitLoss - _now.Loss) * _now.CurveLiquidity,
        };
    }

    private PositionSample Sampled(in PairMoment moment, long seconds)
    {
        (UInt256 Amount0, UInt256 Amount1) held = moment.Owned(_now.Shares);
        (UInt256 Amount0, UInt256 Amount1) principal = IsEmpty ? default : PrincipalOf(held, moment);
        return new PositionSample(seconds, moment.SqrtPriceX96, _now.Fees0 + held.Amount0 - principal.Amount0, _now.Fees1 + held.Amount1 - principal.Amount1);
    }

    // The part of a payout, or of all LP tokens, that is not fees. The pair's rounding can leave a little less than came in.
    private (UInt256 Amount0, UInt256 Amount1) PrincipalOf((UInt256 Amount0, UInt256 Amount1) amounts, in PairMoment moment)
    {
        BigInteger whole = moment.Liquidity(_now.Shares);
        return _now.Principal >= whole ? amounts
            : (UInt256.FromBigInteger(amounts.Amount0.ToBigInteger() * _now.Principal / whole), UInt256.FromBigInteger(amounts.Amount1.ToBigInteger() * _now.Principal / whole));
    }

    private void SetShares(in UInt256 shares)
    {
        period.Count(wasOpen: !IsEmpty, isOpen: !shares.IsZero);
        _now.Shares = shares;
    }

    private void Begin(in PairEvent at)
    {
        _before = _now;
        _now.OpenSeconds += IsEmpty ? 0 : at.Seconds - _now.Clock;
        _now.Clock = at.Seconds;
    }

    private void Record(
        PositionMoveKind kind, in PairEvent at, in UInt256 shares, (UInt256 Amount0, UInt256 Amount1) amounts, (UInt256 Fees0, UInt256 Fees1) fees,
        (UInt256 Amount0, UInt256 Amount1) before, double liquidityBefore, in PairMoment moment)
    {
        _moves.Add(new PositionMove
        {
            Kind = kind,
            Position = at.Event.Position,
            TimestampSeconds = at.Seconds,
            TransactionHash = at.Event.TransactionHash,
            Liquidity = (UInt128)shares,
            Before0 = before.Amount0,
            Before1 = before.Amount1,
            CurveLiquidity = _now.CurveLiquidity,
            Amount0 = amounts.Amount0,
            Amount1 = amounts.Amount1,
            Accrued0 = fees.Fees0,
            Accrued1 = fees.Fees1,
            Fees0 = fees.Fees0,
            Fees1 = fees.Fees1,
            SqrtPriceX96 = moment.SqrtPriceX96,
            LossVersusRebalancing = (at.UnitLoss - _now.Loss) * liquidityBefore,
        });
        _now.Loss = at.UnitLoss;
        _course.Add(Sampled(moment, at.Seconds), isMove: true);
    }

    private struct Standing
    {
        public UInt256 Shares;
        public BigInteger Principal;
        public UInt256 Fees0;
        public UInt256 Fees1;
        public long Clock;
        public long OpenSeconds;
        public double Loss;

        public readonly double CurveLiquidity => Math.ScaleB((double)Principal, -PairMoment.FractionBits);
    }
}
