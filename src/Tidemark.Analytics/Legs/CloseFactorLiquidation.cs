namespace Tidemark.Analytics.Legs;

/// <summary>A liquidator pays a part of the debt and takes collateral of that value and a bonus: Aave and Compound.</summary>
/// <remarks>
/// Source: Aave v3 <c>LiquidationLogic</c>. Half of the debt can be paid while the health factor is above 0.95, and all of it below, or where debt or
/// collateral is small (v3.3 on). The protocol's share is of the bonus alone.
/// </remarks>
public sealed record CloseFactorLiquidation : LiquidationTerms
{
    /// <summary>Terms.</summary>
    /// <param name="bonusFraction">The bonus: 0.05 takes collateral of 1.05 for a debt of 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bonus is negative or not finite.</exception>
    public CloseFactorLiquidation(double bonusFraction)
    {
        Positive.RequireOrZero(bonusFraction);
        BonusFraction = bonusFraction;
    }

    /// <summary>The bonus.</summary>
    public double BonusFraction { get; }

    /// <summary>The part of the debt that can be paid at once, above 0 up to 1; a half where not said otherwise.</summary>
    public double CloseFactorFraction { get; init; } = 0.5;

    /// <summary>The health factor at and below which all of the debt can be paid; Aave's 0.95 where not said otherwise, 0 for never.</summary>
    public double FullBelowHealthFactor { get; init; } = 0.95;

    /// <summary>The value of debt or collateral below which all of the debt can be paid; Aave's is 2000 dollars from v3.3 on. Zero where not said otherwise.</summary>
    public double FullBelowValue { get; init; }

    /// <summary>The protocol's share of the bonus.</summary>
    public double ProtocolShareOfBonusFraction { get; init; }

    /// <inheritdoc/>
    public override LiquidationAmounts Liquidate(double debt, double collateral, double healthFactor)
    {
        bool isFull = healthFactor <= FullBelowHealthFactor || debt < FullBelowValue || collateral < FullBelowValue;
        double wanted = isFull ? debt : CloseFactorFraction * debt;
        double most = collateral / (1 + BonusFraction);
        // Nothing may be left over by rounding: it would be debt without collateral, and no bad debt.
        bool isAll = wanted >= most;
        double repaid = isAll ? most : wanted;
        double seized = isAll ? collateral : wanted * (1 + BonusFraction);
        double toProtocol = (seized - repaid) * ProtocolShareOfBonusFraction;
        return new LiquidationAmounts(repaid, seized, seized - repaid - toProtocol, toProtocol, 0, isAll ? debt - most : 0);
    }
}
