namespace Tidemark.Analytics.Curves;

/// <summary>How the balances of a CryptoSwap pool follow a price, by implicit differentiation of its invariant.</summary>
/// <remarks>
/// With <c>q_i = 1 + rho w_i</c>, <c>Q = sum q^2</c> and <c>c = -rho d rho / de</c>:
/// <c>d ln w_i / d ln p_j = -(q_i (1[i = j] Q - q_j^2) / K0 + c q_j M_ij / Q) / (Q / K0 + c sum_(i&lt;j) (w_i - w_j)^2)</c>. With two coins
/// <c>M = 0</c>; with three it is <c>N N'</c> with <c>N_ik = 1[i = k] q d - d_i q_k</c>, where d is the cross product of ones with w.
/// On the diagonal nothing cancels, whatever the amplification. Derived here.
/// </remarks>
internal readonly ref struct CryptoSwapResponse(CryptoSwapInvariant.Depth at, ReadOnlySpan<double> logarithms)
{
    private readonly ReadOnlySpan<double> _logarithms = logarithms;

    /// <summary><c>d ln w_i / d ln p_token</c> for every i.</summary>
    public void ToPrice(int token, Span<double> responses)
    {
        double squares = 0;
        double differences = 0;
        for (int i = 0; i < _logarithms.Length; i++)
        {
            squares += Pull(i) * Pull(i);
            for (int j = 0; j < i; j++)
            {
                differences += Difference(i, j) * Difference(i, j);
            }
        }
        double curvature = at.Amplitude * at.Amplitude * at.AmplitudeFall;
        double bend = (squares / at.Product) + (curvature * differences);
        for (int i = 0; i < responses.Length; i++)
        {
            double product = 0;
            double others = 0;
            for (int k = 0; k < _logarithms.Length; k++)
            {
                product += Normal(i, k) * Normal(token, k);
                others += k == token ? 0 : Pull(k) * Pull(k);
            }
            others = i == token ? others : -Pull(token) * Pull(token);
            responses[i] = -((Pull(i) * others / at.Product) + (curvature * Pull(token) * product / squares)) / bend;
        }
    }

    private double Pull(int i) => 1 + (at.Amplitude * Math.Exp(_logarithms[i]));

    private double Difference(int i, int j) => Math.Exp(_logarithms[j]) * Exponential.MinusOne(_logarithms[i] - _logarithms[j]);

    // N_ik
    private double Normal(int i, int k)
    {
        if (i != k)
        {
            return -Cross(i) * Pull(k);
        }
        double sum = 0;
        for (int j = 0; j < _logarithms.Length; j++)
        {
            sum += j == i ? 0 : Cross(j) * Pull(j);
        }
        return sum;
    }

    // d_k
    private double Cross(int k) => _logarithms.Length == 3 ? Difference((k + 2) % 3, (k + 1) % 3) : 0;
}
