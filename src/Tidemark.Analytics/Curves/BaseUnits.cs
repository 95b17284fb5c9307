using Tidemark.Amm.Numerics;

namespace Tidemark.Analytics.Curves;

/// <summary>Amounts of tokens on their way from the exact world to the continuous one.</summary>
public static class BaseUnits
{
    /// <summary>The double nearest to an amount.</summary>
    /// <param name="amount">The amount, base units.</param>
    /// <returns>The same number, to a double's precision.</returns>
    public static double ToDouble(in UInt256 amount) => (double)amount.ToBigInteger();
}
