namespace Tidemark.Analytics.Curves;

/// <summary>
/// The CryptoSwap invariant in balances as multiples of those at the peg: <c>w_i = n x'_i / D</c>, by their logarithms <c>r_i</c>.
/// </summary>
/// <remarks>
/// With <c>K0 = prod w = exp(-s)</c>, <c>e = 1 - K0</c>, <c>N = A n^n gamma^2</c> and <c>phi = (gamma + e)^2 e / (N K0)</c> the invariant is
/// <c>sum w = n (1 + phi)</c>; as <c>sum r = -s</c>, that is <c>sum (exp(r) - 1 - r) = s + n phi</c>, in which nothing cancels.
/// Prices are as <c>1 / w_i + rho</c>, with <c>rho = N K0 / (n G)</c> and <c>G = (gamma + e) (gamma + 3 e - 2 e^2)</c>.
/// Source: Egorov 2021 (Automatic market-making with dynamic peg); <c>get_p</c> of twocrypto-ng, whose G for its prices this is, factored.
/// </remarks>
internal sealed class CryptoSwapInvariant(int tokenCount, double amplification, double gamma)
{
    private readonly double _strength = amplification * Math.Pow(tokenCount, tokenCount) * gamma * gamma;

    public double Gamma => gamma;

    public Depth At(double depth)
    {
        double e = -Exponential.MinusOne(-depth);
        double product = Math.Exp(-depth);
        double g = (gamma + e) * (gamma + (e * (1 + (2 * product))));
        return new Depth(
            e,
            product,
            g,
            Excess: (gamma + e) * (gamma + e) * e / (_strength * product),
            ExcessSlope: g / (_strength * product),
            Amplitude: _strength * product / (tokenCount * g),
            AmplitudeFall: (1 / product) + (product * ((4 * gamma) + (6 * e)) / g));
    }

    /// <summary>The depth of balances, of which these are the logarithms less their mean.</summary>
    public double OfBalances(ReadOnlySpan<double> logarithms)
    {
        double excess = 0;
        foreach (double logarithm in logarithms)
        {
            excess += Exponential.AboveTangent(logarithm);
        }
        double spread = Exponential.LogOfGrowth(excess / tokenCount);
        return DepthRoot.Find(new BalancesEquation(this, tokenCount, spread), spread * tokenCount);
    }

    /// <summary>The depth to which arbitrage takes the pool, and the logarithms of the balances there.</summary>
    /// <param name="premiums">By how much each coin costs more than one that is the cheapest or almost, at the prices of scaled balances.</param>
    /// <param name="logarithms">Receives the logarithms.</param>
    public double OfPrices(ReadOnlySpan<double> premiums, Span<double> logarithms)
    {
        double least = premiums[0];
        foreach (double premium in premiums)
        {
            least = Math.Min(least, premium);
        }
        Span<double> distances = stackalloc double[tokenCount];
        for (int i = 0; i < tokenCount; i++)
        {
            distances[i] = Exponential.LogOfGrowth((premiums[i] - least) / (1 + least));
        }
        var equation = new CryptoSwapPricesEquation(this, distances, logarithms);
        double depth = DepthRoot.Find(equation, equation.Spread(At(0), 0));
        equation.Spread(At(depth), depth);
        return depth;
    }

    /// <summary>What depends on the depth alone: e, K0, G, phi and its slope by s, rho and <c>-d ln rho / de</c>.</summary>
    public readonly record struct Depth(double E, double Product, double G, double Excess, double ExcessSlope, double Amplitude, double AmplitudeFall);

    // ln (mean w / geometric mean w) = s / n + ln (1 + phi)
    private readonly struct BalancesEquation(CryptoSwapInvariant invariant, int tokenCount, double spread) : IDepthEquation
    {
        public (double Residual, double Slope) At(double depth)
        {
            Depth at = invariant.At(depth);
            double right = (depth / tokenCount) + Exponential.LogOfGrowth(at.Excess);
            double rightSlope = (1.0 / tokenCount) + (at.ExcessSlope / (1 + at.Excess));
            return (Math.Log(spread / right), -depth * rightSlope / right);
        }
    }
}
