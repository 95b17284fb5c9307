namespace Tidemark.Analytics.Legs;

/// <summary>What a liquidation moves, in token 1.</summary>
/// <param name="Repaid">Debt that is paid back.</param>
/// <param name="Seized">Collateral that is taken from the owner, at its market value.</param>
/// <param name="ToLiquidator">What the liquidator gets beyond the debt that he pays: the bonus or prize.</param>
/// <param name="ToProtocol">What the protocol gets.</param>
/// <param name="Returned">What is paid out to the owner.</param>
/// <param name="BadDebt">Debt that nothing is left to pay; the lenders bear it.</param>
public readonly record struct LiquidationAmounts(double Repaid, double Seized, double ToLiquidator, double ToProtocol, double Returned, double BadDebt)
{
    /// <summary>What it costs the owner.</summary>
    public double Penalty => ToLiquidator + ToProtocol;
}
