namespace Tidemark.Analytics.Legs;

/// <summary>What liquidity earns and what its manager takes, as rates.</summary>
/// <remarks>The default earns nothing.</remarks>
public readonly record struct FeeModel
{
    /// <summary>Fees of a year as a fraction of the liquidity's value, simple; earned while the price is inside the range, on the value at the beginning of a step.</summary>
    public double FeeAprFraction { get; init; }

    /// <summary>Farming rewards and incentive tokens of a year as a fraction of the value; paid in cash, in range or not.</summary>
    public double RewardAprFraction { get; init; }

    /// <summary>The share of fees and rewards that the protocol or the vault keeps.</summary>
    public double PerformanceFeeFraction { get; init; }

    /// <summary>What its manager takes in a year as a fraction of the value, paid in cash.</summary>
    public double ManagementFeeAprFraction { get; init; }

    /// <summary>Whether fees become liquidity at once, as in a pool of Uniswap V2; otherwise they stay beside it, in token 1, as in V3.</summary>
    public bool IsReinvested { get; init; }

    /// <summary>Fees of a year after the performance fee, as a fraction of the liquidity's value.</summary>
    public double NetFeeAprFraction => FeeAprFraction * (1 - PerformanceFeeFraction);

    /// <summary>Rewards of a year after the performance fee, as a fraction of the value.</summary>
    public double NetRewardAprFraction => RewardAprFraction * (1 - PerformanceFeeFraction);

    internal double GrowthOfLiquidity(double years, bool isEarning) => IsReinvested && isEarning ? Math.Exp(NetFeeAprFraction * years) : 1;

    internal void Require()
    {
        Positive.RequireOrZero(FeeAprFraction);
        Positive.RequireOrZero(RewardAprFraction);
        Positive.RequireOrZero(ManagementFeeAprFraction);
        Fraction.Require(PerformanceFeeFraction);
    }
}
