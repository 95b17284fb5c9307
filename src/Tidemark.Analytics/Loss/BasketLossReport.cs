namespace Tidemark.Analytics.Loss;

/// <summary>What a position of several tokens is worth against holding what was deposited.</summary>
/// <remarks>Prices and values are in one numeraire, tokens in the pool's order; fees are not part of the values. The default is a position of no tokens.</remarks>
public readonly record struct BasketLossReport
{
    private const double ShareSumTolerance = 1e-9;

    /// <summary>The prices at which the tokens were deposited.</summary>
    public ReadOnlyMemory<double> EntryPrices { get; internal init; }

    /// <summary>The prices now.</summary>
    public ReadOnlyMemory<double> Prices { get; internal init; }

    /// <summary>How much of each token was deposited.</summary>
    public ReadOnlyMemory<double> Deposited { get; internal init; }

    /// <summary>How much of each token is in the pool now.</summary>
    public ReadOnlyMemory<double> InPool { get; internal init; }

    /// <summary>What was deposited, at the prices of the entry.</summary>
    public double DepositedValue { get; internal init; }

    /// <summary>What the position is worth now.</summary>
    public double PoolValue { get; internal init; }

    /// <summary>What was deposited, at the prices now: the benchmark.</summary>
    public double HoldValue { get; internal init; }

    /// <summary>Impermanent loss in money: the pool value less the hold value; not positive.</summary>
    public double LossValue { get; internal init; }

    /// <summary>Impermanent loss as a fraction of the hold value, from -1 to 0; zero where nothing is held.</summary>
    public double LossFraction { get; internal init; }

    /// <summary>How much of a deposited token the pool has sold, as a fraction; negative is what it bought.</summary>
    /// <param name="token">The token, counted from zero.</param>
    /// <returns>The fraction; null where none of the token was deposited.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public double? SoldFraction(int token)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(token);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(token, Deposited.Length);
        double deposited = Deposited.Span[token];
        return deposited > 0 ? (deposited - InPool.Span[token]) / deposited : null;
    }

    /// <summary>Against holding the deposited value in other shares than it was deposited in.</summary>
    /// <param name="shares">The share of the value in each token at the entry, from 0 to 1; together one.</param>
    /// <returns>The comparison; unlike impermanent loss it can be positive.</returns>
    /// <exception cref="ArgumentException">There is not one share for each token, or they do not sum to one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A share is not a fraction.</exception>
    public HoldComparison Against(ReadOnlySpan<double> shares)
    {
        if (shares.Length != Deposited.Length)
        {
            throw new ArgumentException($"shares has {shares.Length} entries and the pool {Deposited.Length} tokens; give one for each.", nameof(shares));
        }
        double sum = 0;
        double holdValue = 0;
        // Both ways of holding are worth the same at the entry, so they differ by what the prices did to the differences in amounts.
        double difference = LossValue;
        for (int i = 0; i < shares.Length; i++)
        {
            Fraction.Require(shares[i], nameof(shares));
            sum += shares[i];
            double amount = shares[i] * DepositedValue / EntryPrices.Span[i];
            holdValue += amount * Prices.Span[i];
            difference += (Deposited.Span[i] - amount) * (Prices.Span[i] - EntryPrices.Span[i]);
        }
        if (Math.Abs(sum - 1) > ShareSumTolerance)
        {
            throw new ArgumentException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"shares sum to {sum:R}; they must sum to 1."), nameof(shares));
        }
        return new HoldComparison(holdValue, difference, holdValue > 0 ? difference / holdValue : 0);
    }
}
