namespace Tidemark.Analytics.Curves;

/// <summary>What a pool or a position of two tokens holds, in token units.</summary>
/// <param name="Amount0">The amount of token 0.</param>
/// <param name="Amount1">The amount of token 1.</param>
/// <remarks>The default holds nothing.</remarks>
public readonly record struct Reserves(double Amount0, double Amount1)
{
    /// <summary>What they are worth.</summary>
    /// <param name="price">The price of token 0 in token 1.</param>
    /// <returns>The value in token 1.</returns>
    public double Value(double price) => (Amount0 * price) + Amount1;
}
