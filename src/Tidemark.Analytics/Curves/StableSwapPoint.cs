namespace Tidemark.Analytics.Curves;

/// <summary>The balances at which a StableSwap pool with the invariant one quotes given prices.</summary>
/// <remarks>
/// <para>
/// With <c>a = Ann</c> and <c>P = 1 / (n^n ∏u)</c> the invariant is <c>a Σu + 1 = a + P</c>, and the price of each coin is to <c>a + P / u_i</c> as one
/// to <c>λ</c>. So <c>u_i = P / e_i</c> with <c>e_i = λ p_i - a</c> and <c>P^(n+1) = ∏e / n^n</c>: only <c>λ</c> is unknown. With prices in the cheapest
/// coin, <c>p_i = 1 + m_i</c>, and that one's <c>e = e^t</c>, it is <c>e_i = e^t + λ m_i</c>, where nothing cancels.
/// </para>
/// <para>Source: Egorov 2019 (StableSwap).</para>
/// </remarks>
internal readonly ref struct StableSwapPoint
{
    private const int MaximumSteps = 400;

    // A Newton step as short as this leaves an error of its square
    private const double LastStep = 1e-9;

    // Far from the root the equation may be flat
    private const double LongestStep = 8;

    private readonly double _ann;
    private readonly ReadOnlySpan<double> _premiums;

    /// <summary>Solves for the balances.</summary>
    /// <param name="ann">The contract's amplification times the number of coins.</param>
    /// <param name="premiums">By how much each coin costs more than the cheapest, as a fraction of that one's price.</param>
    /// <param name="balances">Room for the balances.</param>
    /// <param name="excesses">Room for what the excesses are.</param>
    public StableSwapPoint(double ann, ReadOnlySpan<double> premiums, Span<double> balances, Span<double> excesses)
    {
        _ann = ann;
        _premiums = premiums;
        Balances = balances;
        Excesses = excesses;
        double low = double.NegativeInfinity;
        double high = double.PositiveInfinity;
        double t = Math.Log(premiums.Length);
        for (int step = 0; step < MaximumSteps; step++)
        {
            (Multiplier, Product) = Fill(t);
            double excess = InvariantExcess(Math.Exp(t), out double slope);
            double newton = Math.Clamp(-excess / slope, -LongestStep, LongestStep);
            if (Math.Abs(newton) <= LastStep)
            {
                t += newton;
                break;
            }
            if (excess > 0)
            {
                low = t;
            }
            else
            {
                high = t;
            }
            double next = t + newton;
            t = next > low && next < high ? next : (low + high) / 2;
        }
        (Multiplier, Product) = Fill(t);
    }

    /// <summary><c>u_i</c>: the balances with the invariant one.</summary>
    public Span<double> Balances { get; }

    /// <summary><c>e_i = λ p_i - a = P / u_i</c>: how much of each price is not the constant sum's.</summary>
    public Span<double> Excesses { get; }

    /// <summary><c>λ</c>, for prices in the cheapest coin.</summary>
    public double Multiplier { get; }

    /// <summary><c>P</c>: one when all balances are equal, more when they are not.</summary>
    public double Product { get; }

    /// <summary>How the balances change with the price of one coin, both prices in the cheapest: the inverse of the bordered Hessian, written out.</summary>
    /// <param name="token">The coin whose price changes.</param>
    /// <param name="gammas">Receives the change of each balance.</param>
    public void Gammas(int token, Span<double> gammas)
    {
        int count = Balances.Length;
        double value = 0;
        double squares = 0;
        for (int i = 0; i < count; i++)
        {
            double worth = (1 + _premiums[i]) * Balances[i];
            value += worth;
            squares += worth * worth;
        }
        double scale = Multiplier / Product / (((count + 1) * squares / (value * value)) - 1);
        gammas[token] = 0;
        for (int i = 0; i < count; i++)
        {
            if (i != token)
            {
                gammas[i] = scale * Balances[token] * Balances[i] * Substitution(token, i, value);
                gammas[token] -= (1 + _premiums[i]) / (1 + _premiums[token]) * gammas[i];
            }
        }
    }

    // With shares w of the value: (n - 1) w_i w_j - (w_i + w_j) Σ w_k + Σ w_k^2 over the other coins
    private double Substitution(int first, int second, double value)
    {
        double others = 0;
        double squares = 0;
        for (int i = 0; i < Balances.Length; i++)
        {
            if (i != first && i != second)
            {
                others += Share(i, value);
                squares += Share(i, value) * Share(i, value);
            }
        }
        double firstShare = Share(first, value);
        double secondShare = Share(second, value);
        return ((Balances.Length - 1) * firstShare * secondShare) - ((firstShare + secondShare) * others) + squares;
    }

    private double Share(int token, double value) => (1 + _premiums[token]) * Balances[token] / value;

    private (double Multiplier, double Product) Fill(double t)
    {
        int count = _premiums.Length;
        double cheapest = Math.Exp(t);
        double multiplier = _ann + cheapest;
        double logs = -count * Math.Log(count);
        for (int i = 0; i < count; i++)
        {
            Excesses[i] = cheapest + (multiplier * _premiums[i]);
            logs += Math.Log(Excesses[i]);
        }
        double product = Math.Exp(logs / (count + 1));
        for (int i = 0; i < count; i++)
        {
            Balances[i] = product / Excesses[i];
        }
        return (multiplier, product);
    }

    // ln((a Σu + 1) / (a + P)) and its derivative by t: it falls through zero once, and far from there it is a straight line
    private double InvariantExcess(double cheapest, out double slope)
    {
        double growths = 0;
        for (int i = 0; i < Balances.Length; i++)
        {
            growths += cheapest * (1 + _premiums[i]) / Excesses[i];
        }
        double productGrowth = growths / (Balances.Length + 1);
        double sum = 0;
        double sumGrowth = 0;
        for (int i = 0; i < Balances.Length; i++)
        {
            sum += Balances[i];
            sumGrowth += Balances[i] * (productGrowth - (cheapest * (1 + _premiums[i]) / Excesses[i]));
        }
        double left = (_ann * sum) + 1;
        double right = _ann + Product;
        slope = (_ann * sumGrowth / left) - (Product * productGrowth / right);
        return Math.Log(left / right);
    }
}
