namespace Tidemark.Analytics.Curves;

/// <summary>How a CryptoSwap pool moves its price scale after the market, and what that costs it.</summary>
/// <remarks>
/// The contract moves only if profit pays for it: <c>(virtual price - allowed extra profit)^2</c> is above its record of profit before, and
/// <c>virtual price^2</c> after. Source: Egorov 2021 (Automatic market-making with dynamic peg); <c>tweak_price</c> of twocrypto-ng and tricrypto-ng.
/// </remarks>
public static class CryptoSwapRepeg
{
    private const double StepsToGo = 5;

    /// <summary>The price oracle after a block: an exponential moving average of the last price, which counts for twice the scale at most.</summary>
    /// <param name="oracle">The oracle before.</param>
    /// <param name="lastPrice">The price of the last trade.</param>
    /// <param name="priceScale">The price scale.</param>
    /// <param name="elapsedSeconds">The time since the oracle was last updated, in seconds.</param>
    /// <param name="averageSeconds">The contract's <c>ma_time</c>: the half-life divided by ln 2, in seconds.</param>
    /// <returns>The oracle now, in the same price.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The elapsed time is negative, or another number is not positive and finite.</exception>
    public static double Oracle(double oracle, double lastPrice, double priceScale, double elapsedSeconds, double averageSeconds)
    {
        Positive.Require(oracle);
        Positive.Require(lastPrice);
        Positive.Require(priceScale);
        Positive.RequireOrZero(elapsedSeconds);
        Positive.Require(averageSeconds);
        double kept = Math.Exp(-elapsedSeconds / averageSeconds);
        return (Math.Min(lastPrice, 2 * priceScale) * (1 - kept)) + (oracle * kept);
    }

    /// <summary>The price scale to which the pool would move: a fifth of the way to the oracle, or the smallest step if that is longer.</summary>
    /// <param name="priceScales">The price scale of each coin after the first.</param>
    /// <param name="oracles">The oracle of each coin after the first.</param>
    /// <param name="adjustmentStep">The smallest step, as a fraction of the scale.</param>
    /// <param name="newScales">Receives the new scales: the old ones if the oracle is not farther than one step.</param>
    /// <returns>Whether the scale moves.</returns>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive and finite.</exception>
    public static bool Step(ReadOnlySpan<double> priceScales, ReadOnlySpan<double> oracles, double adjustmentStep, Span<double> newScales)
    {
        Positive.Require(adjustmentStep);
        if (oracles.Length != priceScales.Length || newScales.Length != priceScales.Length)
        {
            throw new ArgumentException($"There are {priceScales.Length} scales, {oracles.Length} oracles and room for {newScales.Length} new scales; they must be as many.", nameof(oracles));
        }
        double squares = 0;
        for (int i = 0; i < priceScales.Length; i++)
        {
            Positive.Require(priceScales[i], nameof(priceScales));
            Positive.Require(oracles[i], nameof(oracles));
            double distance = (oracles[i] - priceScales[i]) / priceScales[i];
            squares += distance * distance;
        }
        double norm = Math.Sqrt(squares);
        double step = Math.Max(adjustmentStep, norm / StepsToGo);
        bool moves = norm > step;
        for (int i = 0; i < priceScales.Length; i++)
        {
            newScales[i] = moves ? ((priceScales[i] * (norm - step)) + (step * oracles[i])) / norm : priceScales[i];
        }
        return moves;
    }

    /// <summary>What a move of the price scale does to the virtual price, at balances that it does not change.</summary>
    /// <param name="curve">A curve with the pool's parameters and its scale before.</param>
    /// <param name="balances">The balance of each coin, in coin units.</param>
    /// <param name="newScales">The price scale after.</param>
    /// <returns>The change as a fraction of the virtual price; a loss is negative.</returns>
    /// <exception cref="ArgumentException">There is not one balance for each coin, or not one scale for each after the first.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive and finite.</exception>
    public static double VirtualPriceChange(CryptoSwapCurve curve, ReadOnlySpan<double> balances, ReadOnlySpan<double> newScales)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var before = CryptoSwapCurve.FromBalances(curve.Amplification, curve.Gamma, balances, curve.PriceScales.Span);
        var after = CryptoSwapCurve.FromBalances(curve.Amplification, curve.Gamma, balances, newScales);
        return (after.ConstantProductInvariant / before.ConstantProductInvariant) - 1;
    }
}
