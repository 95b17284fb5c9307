namespace Tidemark.Analytics.Loss;

/// <summary>What arbitrage takes from a position and pays to it when swaps cost a fee and blocks take time.</summary>
/// <param name="TradeProbability">The probability that a block brings an arbitrage trade; zero where there is no gamma.</param>
/// <param name="PoolValue">The position's value, in token 1.</param>
/// <param name="LvrValueAnnual">The loss to rebalancing without fees and with no time between blocks, in token 1 a year; a size, not negative.</param>
/// <param name="ArbitrageValueAnnual">What arbitrageurs gain after fees, in token 1 a year: what the LP loses to them in all.</param>
/// <param name="FeesValueAnnual">The fees that arbitrageurs pay the LP, in token 1 a year.</param>
/// <remarks>The default is a position of nothing.</remarks>
public readonly record struct ArbitrageRates(double TradeProbability, double PoolValue, double LvrValueAnnual, double ArbitrageValueAnnual, double FeesValueAnnual)
{
    /// <summary><see cref="LvrValueAnnual"/> as a fraction of the value.</summary>
    public double LvrFractionAnnual => OfValue(LvrValueAnnual);

    /// <summary><see cref="ArbitrageValueAnnual"/> as a fraction of the value.</summary>
    public double ArbitrageFractionAnnual => OfValue(ArbitrageValueAnnual);

    /// <summary><see cref="FeesValueAnnual"/> as a fraction of the value.</summary>
    public double FeesFractionAnnual => OfValue(FeesValueAnnual);

    private double OfValue(double valueAnnual) => PoolValue > 0 ? valueAnnual / PoolValue : 0;
}
