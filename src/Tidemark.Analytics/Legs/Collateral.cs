namespace Tidemark.Analytics.Legs;

/// <summary>How a leg counts as collateral.</summary>
/// <param name="Leg">The leg's name.</param>
/// <param name="ThresholdFraction">The part of its value that counts: Aave's and Gearbox's liquidation threshold, Alpaca's kill factor, a debt ratio's limit; above 0, up to 1.</param>
/// <param name="Quota">The most that counts, in token 1, as Gearbox's quotas; null for no limit.</param>
/// <param name="SaleDiscountFraction">What selling it would lose, where the protocol counts what a sale would bring and not the market value; from 0 to below 1.</param>
public sealed record Collateral(string Leg, double ThresholdFraction, double? Quota = null, double SaleDiscountFraction = 0)
{
    internal double Counted(double value) => Math.Min(value * (1 - SaleDiscountFraction) * ThresholdFraction, Quota ?? double.PositiveInfinity);
}
