namespace Tidemark.Analytics.Curves;

/// <summary>
/// StableSwap: near equal balances almost a constant sum, far from them almost a constant product,
/// <c>Ann Σx + D = Ann D + D^(n+1) / (n^n ∏x)</c> with <c>Ann = amplification * n</c>. Curve's stable pools.
/// </summary>
/// <remarks>
/// The amplification is the number that the contract stores; the whitepaper's <c>A</c> is that over <c>n^(n-1)</c>. A balance counts times the rate of its
/// coin, as in the contract. Source: Egorov 2019 (StableSwap); curve-contract, StableSwap3Pool.vy <c>get_D</c>.
/// </remarks>
public sealed class StableSwapCurve : BasketCurve
{
    /// <summary>The most coins that a pool has.</summary>
    public const int MaximumTokenCount = 8;

    /// <summary>The largest amplification: with more the pool is a constant sum to all digits.</summary>
    public const double MaximumAmplification = 1e18;

    /// <summary>The most that one coin may cost in another, both by unit of what the invariant counts.</summary>
    public const double MaximumPriceRatio = 1e100;

    private readonly double[] _rates;

    /// <summary>A pool or a share of one with this invariant.</summary>
    /// <param name="amplification">The amplification that the contract stores, positive and at most <see cref="MaximumAmplification"/>.</param>
    /// <param name="invariant"><c>D</c>, in units of balance times rate.</param>
    /// <param name="rates">What one unit of each coin counts for; one each in a plain pool.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive and finite, the amplification is too large, or there are fewer than two or more than eight coins.</exception>
    public StableSwapCurve(double amplification, double invariant, ReadOnlySpan<double> rates)
        : base(rates.Length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rates.Length, MaximumTokenCount);
        Positive.Require(amplification);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amplification, MaximumAmplification);
        Positive.Require(invariant);
        foreach (double rate in rates)
        {
            Positive.Require(rate, nameof(rates));
        }
        Amplification = amplification;
        Invariant = invariant;
        _rates = rates.ToArray();
    }

    /// <summary>The amplification that the contract stores.</summary>
    public double Amplification { get; }

    /// <summary><c>D</c>: the sum of the balances, each times its rate, when these are equal.</summary>
    public double Invariant { get; }

    /// <summary>What one unit of each coin counts for.</summary>
    public ReadOnlyMemory<double> Rates => _rates;

    private double Ann => Amplification * TokenCount;

    /// <summary>The curve of a pool or a share of one that has these balances.</summary>
    /// <param name="amplification">The amplification that the contract stores.</param>
    /// <param name="balances">The amount of each coin, in token units.</param>
    /// <param name="rates">What one unit of each coin counts for; one each when left out.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentException">There is not one rate for each coin.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive and finite, or there are fewer than two or more than eight coins.</exception>
    public static StableSwapCurve FromBalances(double amplification, ReadOnlySpan<double> balances, ReadOnlySpan<double> rates = default)
    {
        StableSwapCurve unit = Unit(amplification, balances.Length, rates);
        Span<double> counted = stackalloc double[balances.Length];
        return new StableSwapCurve(amplification, unit.Count(balances, counted), unit._rates);
    }

    /// <summary>The curve of a position of this value.</summary>
    /// <param name="amplification">The amplification that the contract stores.</param>
    /// <param name="prices">The price of each coin.</param>
    /// <param name="value">The value in the prices' numeraire.</param>
    /// <param name="rates">What one unit of each coin counts for; one each when left out.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentException">There is not one rate for each coin, or the prices are too far apart.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive and finite, or there are fewer than two or more than eight coins.</exception>
    public static StableSwapCurve FromValue(double amplification, ReadOnlySpan<double> prices, double value, ReadOnlySpan<double> rates = default)
    {
        Positive.Require(value);
        StableSwapCurve unit = Unit(amplification, prices.Length, rates);
        return new StableSwapCurve(amplification, value / unit.Value(prices), unit._rates);
    }

    /// <summary>The price of each coin in the last one that a pool quotes at these balances, without fee; the curve's own size does not matter.</summary>
    /// <param name="balances">The amount of each coin, in token units.</param>
    /// <param name="prices">Receives the price of each coin; that of the last is one.</param>
    /// <exception cref="ArgumentException">A span does not have one place for each coin.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A balance is not positive and finite.</exception>
    public void SpotPrices(ReadOnlySpan<double> balances, Span<double> prices)
    {
        RequireLength(balances.Length, nameof(balances));
        RequireLength(prices.Length, nameof(prices));
        Span<double> counted = stackalloc double[TokenCount];
        double invariant = Count(balances, counted);
        double product = invariant;
        foreach (double balance in counted)
        {
            product *= invariant / TokenCount / balance;
        }
        for (int i = 0; i < prices.Length; i++)
        {
            prices[i] = _rates[i] / _rates[^1] * ((Ann + (product / counted[i])) / (Ann + (product / counted[^1])));
        }
    }

    /// <inheritdoc/>
    public override void Reserves(ReadOnlySpan<double> prices, Span<double> amounts)
    {
        RequireLength(amounts.Length, nameof(amounts));
        Span<double> premiums = stackalloc double[TokenCount];
        Span<double> excesses = stackalloc double[TokenCount];
        _ = Premiums(prices, premiums);
        _ = new StableSwapPoint(Ann, premiums, amounts, excesses);
        for (int i = 0; i < amounts.Length; i++)
        {
            amounts[i] *= Invariant / _rates[i];
        }
    }

    /// <inheritdoc/>
    public override void Gammas(ReadOnlySpan<double> prices, int token, Span<double> gammas)
    {
        RequireLength(gammas.Length, nameof(gammas));
        ArgumentOutOfRangeException.ThrowIfNegative(token);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(token, TokenCount);
        Span<double> premiums = stackalloc double[TokenCount];
        Span<double> balances = stackalloc double[TokenCount];
        Span<double> excesses = stackalloc double[TokenCount];
        int cheapest = Premiums(prices, premiums);
        var point = new StableSwapPoint(Ann, premiums, balances, excesses);
        point.Gammas(token, gammas);
        double unitPrice = prices[cheapest] / _rates[cheapest];
        for (int i = 0; i < gammas.Length; i++)
        {
            gammas[i] *= Invariant / _rates[i] / _rates[token] / unitPrice;
        }
    }

    /// <summary><inheritdoc/></summary>
    /// <param name="entryPrices"><inheritdoc/></param>
    /// <param name="prices"><inheritdoc/></param>
    /// <returns>In the numeraire; not positive. Accurate for the smallest moves too.</returns>
    public override double ValueOverHold(ReadOnlySpan<double> entryPrices, ReadOnlySpan<double> prices)
    {
        Span<double> premiums = stackalloc double[TokenCount];
        Span<double> changes = stackalloc double[TokenCount];
        Span<double> entryPremiums = stackalloc double[TokenCount];
        int cheapest = Premiums(prices, premiums);
        int entryCheapest = Premiums(entryPrices, entryPremiums);
        PriceGrowths.Over(entryCheapest, entryPrices, prices, changes);
        for (int i = 0; i < changes.Length; i++)
        {
            changes[i] *= 1 + entryPremiums[i];
        }
        double price = prices[entryCheapest] / _rates[entryCheapest];
        double cheapestPrice = prices[cheapest] / _rates[cheapest] / price;
        return Invariant * price * StableSwapMove.Loss(Ann, entryPremiums, premiums, cheapestPrice, changes);
    }

    private static StableSwapCurve Unit(double amplification, int count, ReadOnlySpan<double> rates)
    {
        if (rates.IsEmpty)
        {
            Span<double> ones = stackalloc double[MaximumTokenCount + 1];
            ones.Fill(1);
            return new StableSwapCurve(amplification, 1, ones[..Math.Min(count, ones.Length)]);
        }
        var unit = new StableSwapCurve(amplification, 1, rates);
        unit.RequireLength(count, nameof(rates));
        return unit;
    }

    // What the invariant sees of the balances, and the invariant
    private double Count(ReadOnlySpan<double> balances, Span<double> counted)
    {
        for (int i = 0; i < counted.Length; i++)
        {
            Positive.Require(balances[i], nameof(balances));
            counted[i] = balances[i] * _rates[i];
        }
        return StableSwapInvariant.Solve(Ann, counted);
    }

    // By how much each coin costs more than the cheapest, whose place is returned
    private int Premiums(ReadOnlySpan<double> prices, Span<double> premiums)
    {
        RequirePrices(prices);
        int cheapest = 0;
        for (int i = 0; i < prices.Length; i++)
        {
            premiums[i] = prices[i] / _rates[i];
            cheapest = premiums[i] < premiums[cheapest] ? i : cheapest;
        }
        double least = premiums[cheapest];
        for (int i = 0; i < prices.Length; i++)
        {
            premiums[i] = (premiums[i] - least) / least;
            if (!(premiums[i] < MaximumPriceRatio))
            {
                throw new ArgumentException($"The price of coin {i} is more than {MaximumPriceRatio:R} times that of coin {cheapest}, both by unit times rate.", nameof(prices));
            }
        }
        return cheapest;
    }
}
