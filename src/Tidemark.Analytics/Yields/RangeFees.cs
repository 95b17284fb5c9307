using Tidemark.Analytics.Curves;

namespace Tidemark.Analytics.Yields;

/// <summary>What a concentrated position earns in fees at a price, its own dilution included.</summary>
/// <remarks>Fees go to the active liquidity in proportion; a position that is not active earns none. The default earns nothing.</remarks>
public readonly record struct RangeFees
{
    /// <summary>The position's share of the active liquidity, itself included; zero out of range.</summary>
    public double ShareFraction { get; private init; }

    /// <summary>Its fees of a day in token 1.</summary>
    public double FeesPerDay { get; private init; }

    /// <summary>Its fees of a year, at this rate all the time, as a fraction of its value.</summary>
    public double AprFraction { get; private init; }

    /// <summary>The fees of a position.</summary>
    /// <param name="range">The position.</param>
    /// <param name="price">The price of token 0 in token 1.</param>
    /// <param name="feePips">The fee that LPs receive, in millionths.</param>
    /// <param name="volumePerDay">The pool's volume of a day in token 1, taken not to depend on the position.</param>
    /// <param name="othersLiquidity">The active liquidity of all others. Where a figure includes the position, take it off.</param>
    /// <returns>The fees.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range or so extreme that the fees are not finite.</exception>
    public static RangeFees Of(ConcentratedCurve range, double price, int feePips, double volumePerDay, double othersLiquidity)
    {
        ArgumentNullException.ThrowIfNull(range);
        Positive.Require(price);
        Positive.RequireOrZero(volumePerDay);
        Positive.RequireOrZero(othersLiquidity);
        double share = price >= range.LowerPrice && price < range.UpperPrice ? range.Liquidity / (range.Liquidity + othersLiquidity) : 0;
        double fees = Finite.Result(Fraction.FromPips(feePips) * volumePerDay * share, volumePerDay);
        return new RangeFees
        {
            ShareFraction = share,
            FeesPerDay = fees,
            AprFraction = Finite.Result(fees * Year.Days / range.Value(price), volumePerDay),
        };
    }
}
