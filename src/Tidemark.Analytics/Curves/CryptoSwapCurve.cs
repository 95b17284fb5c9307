namespace Tidemark.Analytics.Curves;

/// <summary>The CryptoSwap pool of Curve, twocrypto with two coins or tricrypto with three, as long as its price scale stays.</summary>
/// <remarks>
/// The contract moves its price scale after the market and pays for it with profit (<see cref="CryptoSwapRepeg"/>): this curve is one leg between two
/// moves. Source: Egorov 2021 (Automatic market-making with dynamic peg); twocrypto-ng and tricrypto-ng contracts.
/// </remarks>
public sealed class CryptoSwapCurve : BasketCurve
{
    /// <summary>The smallest amplification and gamma; contracts stay far above it.</summary>
    public const double MinimumParameter = 1e-18;

    /// <summary>The largest amplification and gamma; contracts stay far below it.</summary>
    public const double MaximumParameter = 1e18;

    /// <summary>The most that one coin may cost in another, and the most that there may be of it, both as a multiple of that at the peg.</summary>
    public const double MaximumRatio = 1e100;

    private readonly CryptoSwapInvariant _shape;
    private readonly double[] _scales;

    /// <summary>A pool or a share of one.</summary>
    /// <param name="amplification">A of the paper; the contract's number is <c>A n^n 10^4</c>.</param>
    /// <param name="gamma">Gamma of the paper: how far from the peg the amplification ends. The contract's number is 10^18 times this.</param>
    /// <param name="invariant">D: the sum of all balances, in the first coin, with the pool at its peg.</param>
    /// <param name="priceScales">The price scale of each coin after the first, in the first: the prices at which the pool is deepest. One or two.</param>
    /// <exception cref="ArgumentException">There are not one or two scales.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive and finite, or a parameter is out of its bounds.</exception>
    public CryptoSwapCurve(double amplification, double gamma, double invariant, ReadOnlySpan<double> priceScales)
        : base(priceScales.Length is 1 or 2 ? priceScales.Length + 1 : throw new ArgumentException($"{nameof(priceScales)} has {priceScales.Length} entries; give one for each coin after the first, of which there are one or two.", nameof(priceScales)))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amplification, MinimumParameter);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amplification, MaximumParameter);
        ArgumentOutOfRangeException.ThrowIfLessThan(gamma, MinimumParameter);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(gamma, MaximumParameter);
        Positive.Require(invariant);
        foreach (double scale in priceScales)
        {
            Positive.Require(scale, nameof(priceScales));
        }
        Amplification = amplification;
        Gamma = gamma;
        Invariant = invariant;
        _scales = [1, .. priceScales];
        _shape = new CryptoSwapInvariant(TokenCount, amplification, gamma);
    }

    /// <summary>A of the paper.</summary>
    public double Amplification { get; }

    /// <summary>Gamma of the paper, a parameter; not the derivative of delta.</summary>
    public double Gamma { get; }

    /// <summary>D: the sum of all balances, in the first coin, with the pool at its peg.</summary>
    public double Invariant { get; }

    /// <summary>The price scale of each coin after the first, in the first.</summary>
    public ReadOnlyMemory<double> PriceScales => _scales.AsMemory(1);

    /// <summary>xcp of the contract: <c>(D / n) / (prod of scales)^(1/n)</c>, of which the virtual price is the part that one share has.</summary>
    public double ConstantProductInvariant
    {
        get
        {
            double logarithm = 0;
            foreach (double scale in _scales)
            {
                logarithm += Math.Log(scale);
            }
            return Invariant / TokenCount / Math.Exp(logarithm / TokenCount);
        }
    }

    /// <summary>The pool that holds these balances.</summary>
    /// <param name="amplification">A of the paper.</param>
    /// <param name="gamma">Gamma of the paper.</param>
    /// <param name="balances">The balance of each coin, in coin units.</param>
    /// <param name="priceScales">The price scale of each coin after the first, in the first. One or two.</param>
    /// <returns>The curve, with D computed.</returns>
    /// <exception cref="ArgumentException">There are not one or two scales, not one balance for each coin, or the balances are too far apart.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive and finite, or a parameter is out of its bounds.</exception>
    public static CryptoSwapCurve FromBalances(double amplification, double gamma, ReadOnlySpan<double> balances, ReadOnlySpan<double> priceScales)
    {
        var unit = new CryptoSwapCurve(amplification, gamma, 1, priceScales);
        Span<double> logarithms = stackalloc double[unit.TokenCount];
        double mean = unit.CentredLogarithms(balances, logarithms);
        double depth = unit._shape.OfBalances(logarithms);
        return new CryptoSwapCurve(amplification, gamma, unit.TokenCount * Math.Exp(mean + (depth / unit.TokenCount)), priceScales);
    }

    /// <summary>The prices in the first coin at which a pool of these parameters trades a little, whatever its size.</summary>
    /// <param name="balances">The balance of each coin, in coin units.</param>
    /// <param name="prices">Receives the price of each coin; the first is 1.</param>
    /// <exception cref="ArgumentException">A span does not have one place for each coin, or the balances are too far apart.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A balance is not positive and finite.</exception>
    public void SpotPrices(ReadOnlySpan<double> balances, Span<double> prices)
    {
        RequireLength(prices.Length, nameof(prices));
        Span<double> logarithms = stackalloc double[TokenCount];
        CentredLogarithms(balances, logarithms);
        double depth = _shape.OfBalances(logarithms);
        double amplitude = _shape.At(depth).Amplitude;
        double shift = depth / TokenCount;
        double first = Math.Exp(shift - logarithms[0]) + amplitude;
        for (int i = 0; i < prices.Length; i++)
        {
            prices[i] = _scales[i] * ((Math.Exp(shift - logarithms[i]) + amplitude) / first);
        }
    }

    /// <inheritdoc/>
    public override void Reserves(ReadOnlySpan<double> prices, Span<double> amounts)
    {
        RequireLength(amounts.Length, nameof(amounts));
        Span<double> premiums = stackalloc double[TokenCount];
        _ = Premiums(prices, premiums);
        _shape.OfPrices(premiums, amounts);
        for (int i = 0; i < amounts.Length; i++)
        {
            amounts[i] = Math.Exp(amounts[i]) * Invariant / TokenCount / _scales[i];
        }
    }

    /// <inheritdoc/>
    public override void Gammas(ReadOnlySpan<double> prices, int token, Span<double> gammas)
    {
        RequireLength(gammas.Length, nameof(gammas));
        ArgumentOutOfRangeException.ThrowIfNegative(token);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(token, TokenCount);
        Span<double> logarithms = stackalloc double[TokenCount];
        Span<double> premiums = stackalloc double[TokenCount];
        _ = Premiums(prices, premiums);
        CryptoSwapInvariant.Depth at = _shape.At(_shape.OfPrices(premiums, logarithms));
        new CryptoSwapResponse(at, logarithms).ToPrice(token, gammas);
        for (int i = 0; i < gammas.Length; i++)
        {
            gammas[i] *= Math.Exp(logarithms[i]) * Invariant / TokenCount / _scales[i] / prices[token];
        }
    }

    /// <inheritdoc/>
    public override double ValueOverHold(ReadOnlySpan<double> entryPrices, ReadOnlySpan<double> prices)
    {
        Span<double> entryPremiums = stackalloc double[TokenCount];
        Span<double> premiums = stackalloc double[TokenCount];
        Span<double> growths = stackalloc double[TokenCount];
        int entryCheapest = Premiums(entryPrices, entryPremiums);
        _ = Premiums(prices, premiums);
        PriceGrowths.Over(entryCheapest, entryPrices, prices, growths);
        double unit = Invariant / TokenCount * prices[entryCheapest] / _scales[entryCheapest];
        return CryptoSwapMove.Loss(_shape, entryCheapest, entryPremiums, premiums, growths) * unit;
    }

    // The logarithms of the balances times their scales, less their mean, which is returned
    private double CentredLogarithms(ReadOnlySpan<double> balances, Span<double> logarithms)
    {
        RequireLength(balances.Length, nameof(balances));
        double first = balances[0];
        double mean = 0;
        for (int i = 0; i < balances.Length; i++)
        {
            Positive.Require(balances[i], nameof(balances));
            double ratio = balances[i] * _scales[i] / first;
            if (!(ratio is >= 1 / MaximumRatio and <= MaximumRatio))
            {
                throw new ArgumentException($"There is {ratio:R} times as much of coin {i} as of coin 0, at the price scale; it must be between {1 / MaximumRatio:R} and {MaximumRatio:R}.", nameof(balances));
            }
            logarithms[i] = Exponential.LogOfRatio(first, balances[i] * _scales[i]);
            mean += logarithms[i] / TokenCount;
        }
        for (int i = 0; i < logarithms.Length; i++)
        {
            logarithms[i] -= mean;
        }
        return mean + Math.Log(first);
    }

    // By how much each coin costs more than the cheapest, whose place is returned, both as multiples of the scales
    private int Premiums(ReadOnlySpan<double> prices, Span<double> premiums)
    {
        RequirePrices(prices);
        int cheapest = 0;
        for (int i = 1; i < prices.Length; i++)
        {
            cheapest = prices[i] / _scales[i] < prices[cheapest] / _scales[cheapest] ? i : cheapest;
        }
        PriceGrowths.Over(cheapest, _scales, prices, premiums);
        for (int i = 0; i < prices.Length; i++)
        {
            if (!(premiums[i] < MaximumRatio))
            {
                throw new ArgumentException($"The price of coin {i} in coin {cheapest} is more than {MaximumRatio:R} times that at the price scale.", nameof(prices));
            }
        }
        return cheapest;
    }
}
