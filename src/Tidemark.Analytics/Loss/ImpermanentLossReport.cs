using Tidemark.Analytics.Curves;

namespace Tidemark.Analytics.Loss;

/// <summary>What a position of two tokens is worth against holding what was deposited.</summary>
/// <remarks>Prices are those of token 0 in token 1, values are in token 1, fees are not part of them. The default is a position of nothing.</remarks>
public readonly record struct ImpermanentLossReport
{
    /// <summary>The price at which the tokens were deposited.</summary>
    public double EntryPrice { get; internal init; }

    /// <summary>The price now.</summary>
    public double Price { get; internal init; }

    /// <summary>The price now over the price at the entry.</summary>
    public double PriceRatio { get; internal init; }

    /// <summary>What was deposited.</summary>
    public Reserves Deposited { get; internal init; }

    /// <summary>What is in the pool now.</summary>
    public Reserves InPool { get; internal init; }

    /// <summary>What was deposited, at the price of the entry.</summary>
    public double DepositedValue { get; internal init; }

    /// <summary>What the position is worth now.</summary>
    public double PoolValue { get; internal init; }

    /// <summary>What was deposited, at the price now: the benchmark.</summary>
    public double HoldValue { get; internal init; }

    /// <summary>Impermanent loss in money: the pool value less the hold value; not positive. Precise also where both nearly cancel.</summary>
    public double LossValue { get; internal init; }

    /// <summary>Impermanent loss as a fraction of the hold value, from -1 to 0; zero where nothing is held.</summary>
    public double LossFraction { get; internal init; }

    /// <summary>How much of the deposited token 0 the pool has sold, as a fraction: after a rise, how much of the riser was given up.
    /// Negative is what it bought; null where no token 0 was deposited.</summary>
    public double? SoldFraction { get; internal init; }

    /// <summary>Against holding the deposited value in other shares than it was deposited in.</summary>
    /// <param name="share0">The share of the value in token 0 at the entry, from 0 to 1.</param>
    /// <returns>The comparison; unlike impermanent loss it can be positive, since the other way can hold less of what rose.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is not a fraction.</exception>
    public HoldComparison Against(double share0)
    {
        Fraction.Require(share0);
        if (DepositedValue == 0)
        {
            return new HoldComparison(0, LossValue, 0);
        }
        double amount0 = share0 * DepositedValue / EntryPrice;
        double holdValue = (amount0 * Price) + ((1 - share0) * DepositedValue);
        // Both ways of holding are worth the same at the entry, so they differ by what the price did to the difference in token 0.
        double difference = LossValue + ((Deposited.Amount0 - amount0) * (Price - EntryPrice));
        return new HoldComparison(holdValue, difference, difference / holdValue);
    }
}
