namespace Tidemark.Analytics.Curves;

/// <summary>
/// The geometric mean market maker: the product of the balances, each to its weight, stays <c>C = ∏ x_i^w_i</c>, so each token keeps its weight's
/// share of the value. Balancer's weighted pools.
/// </summary>
/// <remarks>
/// <c>V = C ∏ (p_i / w_i)^w_i</c> and <c>x_i = w_i V / p_i</c>. Source: Martinelli and Mushegian 2019 (Balancer whitepaper); Evans 2020 (arXiv:2003.13510).
/// </remarks>
public sealed class WeightedCurve : BasketCurve
{
    /// <summary>The most tokens that a pool has.</summary>
    public const int MaximumTokenCount = 8;

    private const double WeightSumTolerance = 1e-9;

    private readonly double[] _weights;

    // ∏ w_i^-w_i, as a logarithm
    private readonly double _entropy;

    /// <summary>A pool or a share of one with this invariant.</summary>
    /// <param name="invariant"><c>C = ∏ x_i^w_i</c>, in token units.</param>
    /// <param name="weights">The weight of each token, a positive fraction; together one, but for rounding.</param>
    /// <exception cref="ArgumentOutOfRangeException">The invariant or a weight is not positive and finite, or there are fewer than two or more than eight tokens.</exception>
    /// <exception cref="ArgumentException">The weights do not sum to one.</exception>
    public WeightedCurve(double invariant, ReadOnlySpan<double> weights)
        : base(weights.Length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(weights.Length, MaximumTokenCount);
        Positive.Require(invariant);
        Invariant = invariant;
        _weights = weights.ToArray();
        double sum = 0;
        foreach (double weight in weights)
        {
            Positive.Require(weight, nameof(weights));
            sum += weight;
        }
        if (Math.Abs(sum - 1) > WeightSumTolerance)
        {
            throw new ArgumentException(
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The weights sum to {sum:R}; they must sum to 1."), nameof(weights));
        }
        for (int i = 0; i < _weights.Length; i++)
        {
            _weights[i] /= sum;
            _entropy -= _weights[i] * Math.Log(_weights[i]);
        }
    }

    /// <summary><c>C = ∏ x_i^w_i</c>, the same at all prices.</summary>
    public double Invariant { get; }

    /// <summary>The weight of each token: its share of the value.</summary>
    public ReadOnlyMemory<double> Weights => _weights;

    /// <summary>The curve of a position of this value.</summary>
    /// <param name="weights">The weight of each token, together one.</param>
    /// <param name="prices">The price of each token.</param>
    /// <param name="value">The value in the prices' numeraire.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentException">The weights do not sum to one, or there is not one price for each token.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive and finite, or there are fewer than two or more than eight tokens.</exception>
    public static WeightedCurve FromValue(ReadOnlySpan<double> weights, ReadOnlySpan<double> prices, double value)
    {
        Positive.Require(value);
        return new WeightedCurve(value / new WeightedCurve(1, weights).Value(prices), weights);
    }

    /// <summary>The curve of a pool or a share of one that has these balances.</summary>
    /// <param name="weights">The weight of each token, together one.</param>
    /// <param name="balances">The amount of each token, in token units.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentException">The weights do not sum to one, or there is not one balance for each token.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive and finite, or there are fewer than two or more than eight tokens.</exception>
    public static WeightedCurve FromBalances(ReadOnlySpan<double> weights, ReadOnlySpan<double> balances)
    {
        var unit = new WeightedCurve(1, weights);
        unit.RequireLength(balances.Length, nameof(balances));
        foreach (double balance in balances)
        {
            Positive.Require(balance, nameof(balances));
        }
        return new WeightedCurve(Math.Exp(unit.LogMean(balances)), weights);
    }

    /// <summary>The price of each token in the last one that the pool quotes at these balances, without fee: <c>(w_i / x_i) / (w_n / x_n)</c>.</summary>
    /// <param name="balances">The amount of each token, in token units.</param>
    /// <param name="prices">Receives the price of each token; that of the last is one.</param>
    /// <exception cref="ArgumentException">A span does not have one place for each token.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A balance is not positive and finite.</exception>
    public void SpotPrices(ReadOnlySpan<double> balances, Span<double> prices)
    {
        RequireLength(balances.Length, nameof(balances));
        RequireLength(prices.Length, nameof(prices));
        for (int i = 0; i < prices.Length; i++)
        {
            Positive.Require(balances[i], nameof(balances));
            prices[i] = _weights[i] / _weights[^1] * (balances[^1] / balances[i]);
        }
    }

    /// <inheritdoc/>
    public override double Value(ReadOnlySpan<double> prices)
    {
        RequirePrices(prices);
        return Invariant * Math.Exp(_entropy + LogMean(prices));
    }

    /// <inheritdoc/>
    public override void Reserves(ReadOnlySpan<double> prices, Span<double> amounts)
    {
        RequireLength(amounts.Length, nameof(amounts));
        double value = Value(prices);
        for (int i = 0; i < amounts.Length; i++)
        {
            amounts[i] = _weights[i] * value / prices[i];
        }
    }

    /// <inheritdoc/>
    public override void Gammas(ReadOnlySpan<double> prices, int token, Span<double> gammas)
    {
        RequireLength(gammas.Length, nameof(gammas));
        RequireToken(token);
        double value = Value(prices);
        for (int i = 0; i < gammas.Length; i++)
        {
            double share = i == token ? _weights[i] - 1 : _weights[i];
            gammas[i] = share * (_weights[token] * value / prices[token] / prices[i]);
        }
    }

    /// <summary><inheritdoc/></summary>
    /// <param name="entryPrices"><inheritdoc/></param>
    /// <param name="prices"><inheritdoc/></param>
    /// <returns><c>-V Σ w_i (e^d_i - 1 - d_i)</c>, where <c>d_i</c> is how much more the logarithm of the price grew than the weighted mean.</returns>
    public override double ValueOverHold(ReadOnlySpan<double> entryPrices, ReadOnlySpan<double> prices)
    {
        RequirePrices(entryPrices);
        double value = Value(prices);
        double meanGrowth = 0;
        for (int i = 0; i < prices.Length; i++)
        {
            meanGrowth += _weights[i] * Exponential.LogOfRatio(entryPrices[i], prices[i]);
        }
        double loss = 0;
        for (int i = 0; i < prices.Length; i++)
        {
            loss += _weights[i] * Exponential.AboveTangent(Exponential.LogOfRatio(entryPrices[i], prices[i]) - meanGrowth);
        }
        return -value * loss;
    }

    private double LogMean(ReadOnlySpan<double> numbers)
    {
        double sum = 0;
        for (int i = 0; i < numbers.Length; i++)
        {
            sum += _weights[i] * Math.Log(numbers[i]);
        }
        return sum;
    }

    private void RequireToken(int token)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(token);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(token, TokenCount);
    }
}
