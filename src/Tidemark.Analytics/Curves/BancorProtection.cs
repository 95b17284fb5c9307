namespace Tidemark.Analytics.Curves;

/// <summary>Bancor v2.1's protection against impermanent loss, as its contract paid it until November 2022.</summary>
/// <remarks>
/// Compensation covers the loss on the deposit, not on the fees that it earned. Since November 2022 the contract pays none.
/// Source: Bancor contracts-solidity, <c>LiquidityProtection.sol</c>, with its settings of 30 and 100 days.
/// </remarks>
public static class BancorProtection
{
    /// <summary>The age under which nothing is protected.</summary>
    public static readonly TimeSpan MinimumAge = TimeSpan.FromDays(30);

    /// <summary>The age from which all is protected.</summary>
    public static readonly TimeSpan FullAge = TimeSpan.FromDays(100);

    /// <summary>The protected part of the loss: nothing before 30 days, then one percent for each day since the deposit, to the second, all from 100 days.</summary>
    /// <param name="age">The time since the deposit.</param>
    /// <returns>A fraction from zero to one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The age is negative.</exception>
    public static double Level(TimeSpan age)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(age, TimeSpan.Zero);
        long seconds = age.Ticks / TimeSpan.TicksPerSecond;
        long fullSeconds = FullAge.Ticks / TimeSpan.TicksPerSecond;
        return age < MinimumAge ? 0 : seconds >= fullSeconds ? 1 : (double)seconds / fullSeconds;
    }

    /// <summary>What a withdrawal pays: <c>total (1 - loss) + deposit loss level</c>.</summary>
    /// <param name="deposit">The amount of token 0 put in.</param>
    /// <param name="total">The deposit and the fees that it earned, not less than the deposit.</param>
    /// <param name="priceRatio">The price of token 0 at the withdrawal over that at the deposit.</param>
    /// <param name="age">The time since the deposit.</param>
    /// <returns>The amount of token 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An amount or the ratio is not positive and finite, the total is less than the deposit, or the age is negative.</exception>
    public static double Payout(double deposit, double total, double priceRatio, TimeSpan age)
    {
        Positive.Require(deposit);
        Positive.Require(total);
        Positive.Require(priceRatio);
        ArgumentOutOfRangeException.ThrowIfLessThan(total, deposit);
        double kept = 2 * Math.Sqrt(priceRatio) / (1 + priceRatio);
        return (total * kept) + (deposit * (1 - kept) * Level(age));
    }
}
