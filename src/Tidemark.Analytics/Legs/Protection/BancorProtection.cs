namespace Tidemark.Analytics.Legs.Protection;

/// <summary>What Bancor v2.1 paid at a withdrawal until November 2022, by <see cref="ProtectionSchedule.BancorV2"/>.</summary>
/// <remarks>
/// Compensation covers the loss on the deposit, not on the fees that it earned. Since November 2022 the contract pays none.
/// Source: Bancor contracts-solidity, <c>LiquidityProtection.sol</c>, with its settings of 30 and 100 days.
/// </remarks>
public static class BancorProtection
{
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
        return (total * kept) + (deposit * (1 - kept) * ProtectionSchedule.BancorV2.Level(age));
    }
}
