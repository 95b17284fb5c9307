namespace Tidemark.Data.Importers.Rates;

/// <summary>The rates of a token in an Aave v3 market, as <c>docs/reference/formats.md</c> defines their file. All are fractions.</summary>
/// <param name="Name">What the reserve is called, usually the token's symbol.</param>
/// <param name="ReserveFactorFraction">The protocol's share of the interest.</param>
/// <param name="OptimalUtilisation">The kink of the borrow rate.</param>
/// <param name="BaseRateAnnual">The borrow rate without borrowing.</param>
/// <param name="Slope1Annual">What the borrow rate rises by up to the kink.</param>
/// <param name="Slope2Annual">What it rises by from the kink to a utilisation of 1.</param>
public sealed record AaveReserve(string Name, double ReserveFactorFraction, double OptimalUtilisation, double BaseRateAnnual, double Slope1Annual, double Slope2Annual)
{
    /// <summary>How much may be borrowed against it at most, of its value; null where the file does not say it.</summary>
    public double? LtvFraction { get; init; }

    /// <summary>The debt over its value from which it is liquidated, not below the loan to value; null where the file does not say it.</summary>
    public double? LiquidationThresholdFraction { get; init; }

    /// <summary>What a liquidator gets above the debt that is repaid: 0.05, where the contract stores 10500; null where the file does not say it.</summary>
    public double? LiquidationBonusFraction { get; init; }

    /// <summary>How much of a debt one liquidation may repay; null where the file does not say it.</summary>
    public double? CloseFactorFraction { get; init; }
}
