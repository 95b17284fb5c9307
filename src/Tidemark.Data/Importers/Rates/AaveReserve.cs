namespace Tidemark.Data.Importers.Rates;

/// <summary>The parameters of a token in an Aave v3 market, as <c>docs/reference/formats.md</c> defines their file. All are fractions.</summary>
/// <param name="Name">What the reserve is called, usually the token's symbol.</param>
/// <param name="LtvFraction">How much may be borrowed against it at most, of its value.</param>
/// <param name="LiquidationThresholdFraction">The debt over its value from which it is liquidated; not below the loan to value.</param>
/// <param name="LiquidationBonusFraction">What a liquidator gets above the debt that is repaid: 0.05, where the contract stores 10500.</param>
/// <param name="CloseFactorFraction">How much of a debt one liquidation may repay.</param>
/// <param name="ReserveFactorFraction">The protocol's share of the interest.</param>
/// <param name="OptimalUtilisation">The kink of the borrow rate.</param>
/// <param name="BaseRateAnnual">The borrow rate without borrowing.</param>
/// <param name="Slope1Annual">What the borrow rate rises by up to the kink.</param>
/// <param name="Slope2Annual">What it rises by from the kink to a utilisation of 1.</param>
public sealed record AaveReserve(
    string Name,
    double LtvFraction,
    double LiquidationThresholdFraction,
    double LiquidationBonusFraction,
    double CloseFactorFraction,
    double ReserveFactorFraction,
    double OptimalUtilisation,
    double BaseRateAnnual,
    double Slope1Annual,
    double Slope2Annual);
