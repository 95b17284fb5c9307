namespace Tidemark.Analytics.Legs;

/// <summary>The whole position is sold; prize and fee come first, then the debt, and the owner gets the rest: Alpha Homora, Alpaca, Extra Finance, Gearbox.</summary>
/// <remarks>Source: <c>Bank.kill</c> and <c>Vault.kill</c>; Gearbox v3 <c>CreditLogic.calcLiquidationPayments</c>, whose premium is the prize here.</remarks>
public sealed record WholeLiquidation : LiquidationTerms
{
    /// <summary>Terms.</summary>
    /// <param name="prizeFraction">The liquidator's part of what the sale brings, from 0 to 1.</param>
    /// <param name="protocolFeeFraction">The protocol's part of it, from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A part is not a fraction, or both are more than the whole.</exception>
    public WholeLiquidation(double prizeFraction, double protocolFeeFraction = 0)
    {
        Fraction.Require(prizeFraction);
        Fraction.Require(protocolFeeFraction);
        Fraction.Require(prizeFraction + protocolFeeFraction, nameof(protocolFeeFraction));
        (PrizeFraction, ProtocolFeeFraction) = (prizeFraction, protocolFeeFraction);
    }

    /// <summary>The liquidator's part of what the sale brings.</summary>
    public double PrizeFraction { get; }

    /// <summary>The protocol's part of it.</summary>
    public double ProtocolFeeFraction { get; }

    /// <inheritdoc/>
    public override LiquidationAmounts Liquidate(double debt, double collateral, double healthFactor)
    {
        double prize = PrizeFraction * collateral;
        double fee = ProtocolFeeFraction * collateral;
        double left = collateral - prize - fee;
        double repaid = Math.Min(debt, left);
        return new LiquidationAmounts(repaid, collateral, prize, fee, left - repaid, debt - repaid);
    }
}
