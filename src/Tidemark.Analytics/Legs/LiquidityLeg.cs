using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Ledger;
using Tidemark.Analytics.Options;

namespace Tidemark.Analytics.Legs;

/// <summary>Liquidity in any AMM, with what it earns.</summary>
/// <remarks>Fees and rewards are valued in token 1 as they come. Where the curve is not active at the beginning of a step, it earns no fees.</remarks>
public sealed record LiquidityLeg : Leg
{
    /// <summary>Liquidity.</summary>
    /// <param name="name">The leg's name.</param>
    /// <param name="since">When it is there.</param>
    /// <param name="curve">The position.</param>
    /// <param name="fees">What it earns.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate is out of its range.</exception>
    public LiquidityLeg(string name, MarketState since, ValueCurve curve, FeeModel fees = default)
        : base(name, since)
    {
        ArgumentNullException.ThrowIfNull(curve);
        fees.Require();
        (Curve, Fees, Size) = (curve, fees, 1);
    }

    /// <summary>The position at first.</summary>
    public ValueCurve Curve { get; }

    /// <summary>What it earns.</summary>
    public FeeModel Fees { get; private init; }

    /// <summary>How many of <see cref="Curve"/> it is at <see cref="Leg.Since"/>: reinvested fees and liquidation change it.</summary>
    public double Size { get; private init; }

    /// <summary>Fees beside the liquidity at <see cref="Leg.Since"/>, in token 1.</summary>
    public double UncollectedFees { get; private init; }

    /// <inheritdoc/>
    public override bool CanBeCollateral => true;

    /// <inheritdoc/>
    public override double Value(MarketState state) => CollateralValue(state) + CashUntil(state, Fees.NetRewardAprFraction) - CashUntil(state, Fees.ManagementFeeAprFraction);

    /// <inheritdoc/>
    public override double CollateralValue(MarketState state) => (SizeAt(state) * Curve.Value(state.Price)) + FeesAt(state);

    /// <inheritdoc/>
    public override double Delta(MarketState state) => SizeAt(state) * Curve.Delta(state.Price);

    /// <inheritdoc/>
    public override double Gamma(MarketState state) => SizeAt(state) * Curve.Gamma(state.Price);

    /// <inheritdoc/>
    public override Reserves Tokens(MarketState state)
    {
        Reserves one = Curve.Reserves(state.Price);
        double size = SizeAt(state);
        return new Reserves(size * one.Amount0, size * one.Amount1);
    }

    /// <inheritdoc/>
    public override LegStep Advance(MarketState later)
    {
        double fees = FeesAt(later);
        double rewards = CashUntil(later, Fees.NetRewardAprFraction);
        double managed = CashUntil(later, Fees.ManagementFeeAprFraction);
        List<LegFlow> flows = [];
        if (fees > UncollectedFees)
        {
            flows.Add(new LegFlow(LedgerEntryKind.FeeAccrued, new Reserves(0, fees - UncollectedFees), 0));
        }
        if (rewards > 0)
        {
            flows.Add(new LegFlow(LedgerEntryKind.Reward, new Reserves(0, rewards), rewards));
        }
        if (managed > 0)
        {
            flows.Add(new LegFlow(LedgerEntryKind.ManagementFee, new Reserves(0, managed), -managed));
        }
        return new LegStep(this with { Since = later, Size = SizeAt(later), UncollectedFees = fees }, flows);
    }

    /// <inheritdoc/>
    public override Leg Scaled(double factor) => this with { Size = RequireFactor(factor) * Size, UncollectedFees = factor * UncollectedFees };

    /// <inheritdoc/>
    public override Leg WithoutIncome() => this with { Fees = default };

    /// <summary>What the fees of a range are expected to be off from those at the price of <see cref="Leg.Since"/>, over a time from then on without drift.</summary>
    /// <param name="volatilityAnnual">The volatility, as a fraction: 0.8 is 80 % a year; positive.</param>
    /// <param name="years">The time in years of 365 days, positive.</param>
    /// <returns>In token 1, of the liquidity now; negative where the price is in range, as it may leave. Zero where the position is no range.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not positive and finite.</exception>
    public double FeesAwayFromPrice(double volatilityAnnual, double years)
    {
        Positive.Require(volatilityAnnual);
        Positive.Require(years);
        if (Curve.ActiveRange is not { } range || Fees.NetFeeAprFraction == 0)
        {
            return 0;
        }
        double[] kinks = [range.LowerPrice, range.UpperPrice, .. Curve.Kinks.Span];
        double Earning(double price) => Curve.EarnsAt(price) ? Curve.Value(price) : 0;
        double expected = AdaptiveQuadrature.Integral(time => new LognormalPrice(Since.Price, volatilityAnnual, time).Expectation(Earning, kinks), [0, years / 64, years / 8, years], 1e-9);
        return Fees.NetFeeAprFraction * Size * (expected - (years * Earning(Since.Price)));
    }

    internal override IEnumerable<double> Kinks => Curve.Kinks.ToArray();

    internal override double ValueOverHold(MarketState entry, MarketState now) => SizeAt(now) * Curve.ValueOverHold(entry.Price, now.Price);

    private bool IsEarning => Curve.EarnsAt(Since.Price);

    private double SizeAt(MarketState state) => Size * Fees.GrowthOfLiquidity(YearsUntil(state), IsEarning);

    private double FeesAt(MarketState state) =>
        UncollectedFees + (Fees.IsReinvested || !IsEarning ? 0 : Fees.NetFeeAprFraction * YearsUntil(state) * Size * Curve.Value(Since.Price));

    private double CashUntil(MarketState state, double aprFraction) => aprFraction * YearsUntil(state) * Size * Curve.Value(Since.Price);
}
