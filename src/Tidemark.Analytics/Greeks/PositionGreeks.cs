using Tidemark.Analytics.Curves;
using Tidemark.Analytics.Loss;

namespace Tidemark.Analytics.Greeks;

/// <summary>How a position's value moves with the price, and what it must earn for that.</summary>
/// <remarks>
/// Values are in token 1. Delta is the amount of token 0 in the pool and gamma its slope, so a position is long the price and short
/// volatility. Source: Milionis, Moallemi, Roughgarden, Zhang 2022 (arXiv:2208.06046) for the fair theta.
/// The default is a position of nothing.
/// </remarks>
public readonly record struct PositionGreeks
{
    /// <summary>The price of token 0 in token 1.</summary>
    public double Price { get; private init; }

    /// <summary>The position's value.</summary>
    public double PoolValue { get; private init; }

    /// <summary>The change of the value by unit of price, in token 0: what a hedge sells.</summary>
    public double Delta { get; private init; }

    /// <summary>The change of delta by unit of price, in token 0 by unit of price; not positive but for a claim that somebody else pays. Where delta jumps, the value from above; minus infinity where <see cref="ValueCurve.HasInfiniteGamma"/>.</summary>
    public double Gamma { get; private init; }

    /// <summary>Delta at the price, in token 1: the change of the value by a relative move of one.</summary>
    public double DollarDelta { get; private init; }

    /// <summary>Gamma times the squared price, without the half, in token 1: half of it times the square of a relative move is the second-order change of the value. Minus infinity where gamma is.</summary>
    public double DollarGamma { get; private init; }

    /// <summary>Dollar delta as a fraction of the value, from 0 for all token 1 to 1 for all token 0; zero where the position is worth nothing.</summary>
    public double DeltaFraction { get; private init; }

    /// <summary>The fees in token 1 over a year that pay for gamma: minus half of the squared volatility times dollar gamma, which is LVR; negative where gamma is positive, and zero where it is minus infinity, since there is no rate there.</summary>
    public double FairThetaAnnual { get; private init; }

    /// <summary>The fees in token 1 over a day that pay for gamma.</summary>
    public double FairThetaPerDay { get; private init; }

    /// <summary>The greeks of a position.</summary>
    /// <param name="curve">The position.</param>
    /// <param name="price">The price of token 0 in token 1.</param>
    /// <param name="volatilityAnnual">The volatility of the price, as a fraction, zero or more; only theta depends on it.</param>
    /// <returns>The greeks.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range or so extreme that a greek is not finite.</exception>
    public static PositionGreeks Of(ValueCurve curve, double price, double volatilityAnnual)
    {
        LvrRate lvr = Lvr.RateOf(curve, price, volatilityAnnual);
        double poolValue = Finite.Result(curve.Value(price), price);
        double delta = Finite.Result(curve.Delta(price), price);
        bool isSteep = curve.HasInfiniteGamma(price);
        double gamma = isSteep ? double.NegativeInfinity : Finite.Result(curve.Gamma(price), price);
        double dollarDelta = Finite.Result(delta * price, price);
        return new PositionGreeks
        {
            Price = price,
            PoolValue = poolValue,
            Delta = delta,
            Gamma = gamma,
            DollarDelta = dollarDelta,
            DollarGamma = isSteep ? gamma : Finite.Result(gamma * price * price, price),
            DeltaFraction = poolValue > 0 ? dollarDelta / poolValue : 0,
            FairThetaAnnual = lvr.ValueAnnual,
            FairThetaPerDay = lvr.ValueAnnual / Year.Days,
        };
    }
}
