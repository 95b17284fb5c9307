namespace Tidemark.Analytics.Legs;

/// <summary>What is taken when a position is liquidated.</summary>
public abstract record LiquidationTerms
{
    private protected LiquidationTerms()
    {
    }

    /// <summary>What a liquidation moves.</summary>
    /// <param name="debt">The debt in token 1, positive.</param>
    /// <param name="collateral">The collateral's market value in token 1, not negative.</param>
    /// <param name="healthFactor">The health factor, below 1.</param>
    public abstract LiquidationAmounts Liquidate(double debt, double collateral, double healthFactor);
}
