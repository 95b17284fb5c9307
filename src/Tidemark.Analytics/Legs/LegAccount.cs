using System.Numerics;
using Tidemark.Amm.Numerics;
using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Ledger;

namespace Tidemark.Analytics.Legs;

/// <summary>The account of one leg of a run.</summary>
/// <param name="name">The leg.</param>
/// <param name="beginning">The time of zero years.</param>
internal sealed class LegAccount(string name, DateTimeOffset beginning)
{
    private static readonly UInt256 Whole = UInt256.FromBigInteger(new BigInteger(TokenUnits.PerToken));

    private readonly ProfitAccount<double> _account = new(TokenUnits.Token0, TokenUnits.Token1);
    private bool _isEmpty = true;
    private TokenUnits _beside;
    private TokenUnits _fees;
    private UInt256 _liquidity;
    private double _principalSize;
    private double _lvr;

    public void Open(Leg leg, MarketState state)
    {
        if (leg is LiquidityLeg liquidity)
        {
            Book(LedgerEntryKind.Deposit, leg, state, leg.Tokens(state), Whole);
            (_liquidity, _principalSize) = (Whole, liquidity.Size);
        }
        else if (leg.TokenKinds is { } kinds)
        {
            _beside = TokenUnits.Of(leg.Tokens(state));
            Book(kinds.In, leg, state, _beside);
        }
        else
        {
            Settle(leg, state, -leg.Value(state));
        }
    }

    /// <summary>Books what a step did.</summary>
    /// <param name="step">The leg after it, and what happened.</param>
    /// <param name="from">The state before.</param>
    /// <param name="to">The state after.</param>
    public void Step(LegStep step, MarketState from, MarketState to)
    {
        if (step.Leg is LiquidityLeg liquidity)
        {
            _lvr -= _principalSize * liquidity.Curve.ValueOverHold(from.Price, to.Price);
        }
        foreach (LegFlow flow in step.Flows)
        {
            Book(step.Leg, flow, to);
        }
    }

    /// <summary>Books tokens put to the leg from outside.</summary>
    public void Post(Leg leg, MarketState state, Reserves tokens)
    {
        var amounts = TokenUnits.Of(tokens);
        Book(LedgerEntryKind.MarginPosted, leg, state, amounts);
        _beside += amounts;
    }

    /// <summary>Books that a part of the leg is sold, paid back or closed.</summary>
    /// <param name="before">The leg before.</param>
    /// <param name="stays">The part of it that stays.</param>
    /// <param name="state">The state.</param>
    public void Take(Leg before, double stays, MarketState state)
    {
        if (before is LiquidityLeg liquidity)
        {
            TakeLiquidity(liquidity, stays, state);
        }
        else if (before.TokenKinds is { } kinds)
        {
            TakeTokens(kinds.Out, before, state, _beside - _beside.Part(stays));
        }
        else
        {
            Settle(before, state, before.Value(state) * (1 - stays));
        }
    }

    /// <summary>Books money that came or went beside the leg's own tokens, in token 1.</summary>
    public void Pay(LedgerEntryKind kind, Leg leg, MarketState state, double amount1) => Book(kind, leg, state, new Reserves(0, amount1));

    /// <summary>Why the leg gained or lost, as if it ended at this state; null where nothing came of it.</summary>
    public Attribution<double>? Explain(Leg leg, MarketState state)
    {
        LegAccount end = new(name, beginning);
        if (leg is LiquidityLeg liquidity)
        {
            end.Book(LedgerEntryKind.FeeAccrued, leg, state, Reinvested(liquidity, state));
        }
        else if (leg.TokenKinds is null)
        {
            end.Settle(leg, state, leg.Value(state));
        }
        (Attribution<double>? soFar, Attribution<double>? atEnd) = (At(leg, state), end.At(leg, state));
        return soFar is null ? atEnd : atEnd is null ? soFar : soFar + atEnd;
    }

    private Attribution<double>? At(Leg leg, MarketState state) => _isEmpty ? null : _account.At(Time(state), Valuation(leg, state, _lvr));

    private void Book(Leg leg, LegFlow flow, MarketState state)
    {
        var amounts = TokenUnits.Of(flow.Amounts);
        switch (flow.Kind)
        {
            case LedgerEntryKind.FeeAccrued:
                _fees += amounts;
                break;
            case LedgerEntryKind.FundingReceived or LedgerEntryKind.MarginGain:
            case LedgerEntryKind.Interest when IsOwed(leg):
                _beside += amounts;
                break;
            case LedgerEntryKind.FundingPaid or LedgerEntryKind.MarginLoss:
                // An isolated margin is all that can be lost; an exchange's insurance bears the rest.
                amounts = amounts.AtMost(_beside);
                _beside -= amounts;
                break;
            default:
                break;
        }
        Book(flow.Kind, leg, state, amounts);
        if (flow is { Kind: LedgerEntryKind.Reward, Cash: 0 })
        {
            // Interest on lent tokens stays with them, and what a lender pays on a debt repays it.
            if (IsOwed(leg))
            {
                TakeTokens(LedgerEntryKind.Repay, leg, state, amounts);
            }
            else
            {
                Post(leg, state, flow.Amounts);
            }
        }
        else if (flow.Kind == LedgerEntryKind.Interest && !IsOwed(leg))
        {
            // Interest on lent tokens is paid out of them.
            Book(LedgerEntryKind.Repay, leg, state, amounts);
            TakeTokens(LedgerEntryKind.MarginReturned, leg, state, amounts);
        }
    }

    private static bool IsOwed(Leg leg) => leg.TokenKinds?.Out == LedgerEntryKind.Repay;

    private void TakeTokens(LedgerEntryKind kind, Leg leg, MarketState state, TokenUnits tokens)
    {
        TokenUnits taken = tokens.AtMost(_beside);
        Book(kind, leg, state, taken);
        _beside -= taken;
    }

    private void TakeLiquidity(LiquidityLeg before, double stays, MarketState state)
    {
        TokenUnits reinvested = TokenUnits.Of(Reinvested(before, state)).Part(1 - stays);
        Book(LedgerEntryKind.FeeAccrued, before, state, reinvested);
        TokenUnits left = _fees.Part(stays);
        Book(LedgerEntryKind.FeeCollected, before, state, _fees - left + reinvested);
        _fees = left;
        var parts = UInt256.FromBigInteger(new TokenUnits(Whole.ToBigInteger(), default).Part(stays).Amount0);
        UInt256 liquidityLeft = FullMath.MulDiv(_liquidity, parts, Whole);
        Reserves principal = Principal(before, state);
        Book(LedgerEntryKind.Withdrawal, before, state, TokenUnits.Of(principal) - TokenUnits.Of(principal).Part(stays), _liquidity - liquidityLeft);
        (_liquidity, _principalSize) = (liquidityLeft, _principalSize * stays);
    }

    // What is bought at the beginning and sold at the end: positive is received.
    private void Settle(Leg leg, MarketState state, double received) =>
        Pay(received < 0 ? LedgerEntryKind.ProtectionPremium : LedgerEntryKind.ProtectionPayout, leg, state, Math.Abs(received));

    private Reserves Principal(Leg leg, MarketState state)
    {
        Reserves one = leg is LiquidityLeg liquidity ? liquidity.Curve.Reserves(state.Price) : default;
        return new Reserves(_principalSize * one.Amount0, _principalSize * one.Amount1);
    }

    private Reserves Reinvested(LiquidityLeg leg, MarketState state)
    {
        Reserves one = leg.Curve.Reserves(state.Price);
        double size = Math.Max(0, leg.Size - _principalSize);
        return new Reserves(size * one.Amount0, size * one.Amount1);
    }

    private void Book(LedgerEntryKind kind, Leg leg, MarketState state, Reserves tokens, UInt256 liquidity = default) => Book(kind, leg, state, TokenUnits.Of(tokens), liquidity);

    private void Book(LedgerEntryKind kind, Leg leg, MarketState state, TokenUnits tokens, UInt256 liquidity = default)
    {
        if (tokens == default && liquidity.IsZero)
        {
            return;
        }
        _account.Apply(new LedgerEntry(kind, Time(state), tokens.Amounts(), name) { Liquidity = liquidity }, Valuation(leg, state, _lvr));
        (_lvr, _isEmpty) = (0, false);
    }

    private Valuation<double> Valuation(Leg leg, MarketState state, double lvr) => new(
        _liquidity.IsZero ? [] : TokenUnits.Of(Principal(leg, state)).Amounts(),
        new Dictionary<string, double>(StringComparer.Ordinal) { [TokenUnits.Token0] = state.Price / TokenUnits.PerToken, [TokenUnits.Token1] = 1 / TokenUnits.PerToken },
        lvr);

    private DateTimeOffset Time(MarketState state) => beginning + TimeSpan.FromSeconds(state.Years * Year.Seconds);
}
