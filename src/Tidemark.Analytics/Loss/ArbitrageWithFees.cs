using Tidemark.Analytics.Curves;

namespace Tidemark.Analytics.Loss;

/// <summary>Arbitrage against a pool with a fee, once a block: how much of the loss to rebalancing remains, and how much comes back as fees.</summary>
/// <remarks>
/// The logarithm of the market price over the pool's price wanders between <c>-γ</c> and <c>γ</c>; a block that finds it outside brings it
/// back to the bound. <c>γ</c> is the log fee of one side. The price's logarithm has no drift. Other traders and gas are left out. Where gamma is zero the
/// amounts stay or only jump: no trade is counted, and nothing is lost; nor where gamma is infinite, since there is no rate.
/// Sources: Milionis, Moallemi, Roughgarden 2023 (arXiv:2305.14604) for blocks at random times; Nezlobin and Tassy 2025 (arXiv:2505.05113)
/// for blocks at even times.
/// </remarks>
public static class ArbitrageWithFees
{
    /// <summary>The constant of Nezlobin and Tassy, <c>√(2π) / |ζ(½)|</c>.</summary>
    public const double EvenBlocksConstant = 1 / MispricingChain.Overshoot;

    /// <summary>The log fee <c>γ</c> of one side: a trader who buys pays <c>exp(γ)</c> times the pool's price, one who sells gets <c>exp(-γ)</c> times it.</summary>
    /// <param name="feePips">The fee in millionths of the amount in.</param>
    /// <returns><c>γ = -ln(1 - fee)</c>, a little above the fee: of what is paid in, <c>1 - fee</c> is swapped.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The fee is not from 0 to 999999 millionths.</exception>
    public static double LogFee(int feePips) => Exponential.LogOfRatio(Fraction.PipsInWhole - Fraction.RequirePips(feePips), Fraction.PipsInWhole);

    /// <summary>The probability that a block brings an arbitrage trade when blocks come at random (Poisson) times: <c>1 / (1 + γ √(2/Δt) / σ)</c>.</summary>
    /// <param name="volatilityAnnual">The volatility of the price, positive.</param>
    /// <param name="logFee">The log fee <c>γ</c> of one side, zero or more, see <see cref="LogFee"/>.</param>
    /// <param name="blockSeconds">The mean time between blocks.</param>
    /// <returns>From 0 to 1; exact.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static double PoissonTradeProbability(double volatilityAnnual, double logFee, double blockSeconds)
    {
        double deviation = BlockDeviation(volatilityAnnual, logFee, blockSeconds);
        return 1 / (1 + (Math.Sqrt(2) * logFee / deviation));
    }

    /// <summary>The probability that a block brings an arbitrage trade when blocks come at even times.</summary>
    /// <param name="volatilityAnnual">The volatility of the price, positive.</param>
    /// <param name="logFee">The log fee <c>γ</c> of one side, zero or more, see <see cref="LogFee"/>.</param>
    /// <param name="blockSeconds">The time between blocks.</param>
    /// <returns>From 0 to 1, to 1e-10.</returns>
    /// <remarks>One over the mean number of blocks that a normal walk, started at one bound, stays between them, by quadrature; from a fee of five times a block's
    /// deviation <c>σ_b</c> it is <c>√2 (γ/σ_b + 0.5826)</c>. Without a fee every block trades.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static double EvenTradeProbability(double volatilityAnnual, double logFee, double blockSeconds) =>
        MispricingChain.Of(logFee / BlockDeviation(volatilityAnnual, logFee, blockSeconds)).TradeProbability;

    /// <summary>Arbitrage when blocks come at random (Poisson) times: proof of work, or a chance to land in a block.</summary>
    /// <param name="curve">The position.</param>
    /// <param name="price">The market price of token 0 in token 1.</param>
    /// <param name="volatilityAnnual">The volatility of the price, positive.</param>
    /// <param name="logFee">The log fee <c>γ</c> of one side, zero or more, see <see cref="LogFee"/>.</param>
    /// <param name="blockSeconds">The mean time between blocks.</param>
    /// <returns>Exact for constant product; for other curves the limit of fast blocks, in which arbitrage keeps the probability of a trade of the LVR and pays the rest in fees.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range; or blocks are so slow that arbitrage of constant product has no finite mean.</exception>
    public static ArbitrageRates OverPoissonBlocks(ValueCurve curve, double price, double volatilityAnnual, double logFee, double blockSeconds)
    {
        LvrRate lvr = Lvr.RateOf(curve, price, volatilityAnnual);
        double probability = PoissonTradeProbability(volatilityAnnual, logFee, blockSeconds);
        if (lvr.ValueAnnual == 0)
        {
            return Nothing(curve, price);
        }
        double poolValue = curve.Value(price);
        if (!IsConstantProduct(curve))
        {
            return Split(probability, poolValue, lvr.ValueAnnual, probability);
        }
        double deviation = BlockDeviation(volatilityAnnual, logFee, blockSeconds);
        double rest = 1 - (deviation * deviation / 8);
        if (!(rest > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(blockSeconds), blockSeconds, $"blockSeconds is {blockSeconds:R}; at this volatility the mean gain of an arbitrageur is infinite. Use a shorter time.");
        }
        double scale = lvr.ValueAnnual * probability / rest;
        double arbitrage = scale * Math.Cosh(logFee / 2);
        double fees = scale * 2 * Math.Sqrt(2) / deviation * Math.Sinh(logFee / 2);
        return new ArbitrageRates(probability, poolValue, lvr.ValueAnnual, Finite.Result(arbitrage, logFee), Finite.Result(fees, logFee));
    }

    /// <summary>Arbitrage when blocks come at even times, as on Ethereum since the Merge and on most rollups.</summary>
    /// <param name="curve">The position.</param>
    /// <param name="price">The market price of token 0 in token 1.</param>
    /// <param name="volatilityAnnual">The volatility of the price, positive.</param>
    /// <param name="logFee">The log fee <c>γ</c> of one side, zero or more, see <see cref="LogFee"/>.</param>
    /// <param name="blockSeconds">The time between blocks.</param>
    /// <returns>The limit of fast blocks: arbitrage keeps the part of the LVR that lies beyond the fee's band, from a fee of five times a block's deviation
    /// <c>σ_b</c> <c>1 / (1 + 1.7164 γ / σ_b)</c>, and pays the rest in fees.</returns>
    /// <remarks>The paper's fee is the full spread, twice <c>γ</c>, and its formula the limit of wide bands; narrower ones are computed, to 1e-10.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static ArbitrageRates OverEvenBlocks(ValueCurve curve, double price, double volatilityAnnual, double logFee, double blockSeconds)
    {
        LvrRate lvr = Lvr.RateOf(curve, price, volatilityAnnual);
        var chain = MispricingChain.Of(logFee / BlockDeviation(volatilityAnnual, logFee, blockSeconds));
        return lvr.ValueAnnual == 0 ? Nothing(curve, price) : Split(chain.TradeProbability, curve.Value(price), lvr.ValueAnnual, chain.KeptFraction);
    }

    // Where the amounts stay whatever the price does, there is nothing to trade.
    private static ArbitrageRates Nothing(ValueCurve curve, double price) => new(0, curve.Value(price), 0, 0, 0);

    private static ArbitrageRates Split(double probability, double poolValue, double lvrValueAnnual, double kept) =>
        new(probability, poolValue, lvrValueAnnual, lvrValueAnnual * kept, lvrValueAnnual * (1 - kept));

    private static bool IsConstantProduct(ValueCurve curve) =>
        curve is ConstantProductCurve || (curve is ScaledCurve scaled && IsConstantProduct(scaled.Whole));

    private static double BlockDeviation(double volatilityAnnual, double logFee, double blockSeconds)
    {
        Positive.Require(volatilityAnnual);
        Positive.RequireOrZero(logFee);
        Positive.Require(blockSeconds);
        double deviation = volatilityAnnual * Math.Sqrt(blockSeconds / Year.Seconds);
        return double.IsNormal(deviation)
            ? deviation
            : throw new ArgumentOutOfRangeException(nameof(volatilityAnnual), volatilityAnnual, $"volatilityAnnual is {volatilityAnnual:R} and blockSeconds {blockSeconds:R}; the move of a block would be beyond the numbers of a double.");
    }
}
