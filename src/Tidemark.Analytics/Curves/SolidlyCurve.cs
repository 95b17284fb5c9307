namespace Tidemark.Analytics.Curves;

/// <summary>The stable pool of Solidly, Velodrome and Aerodrome: <c>x^3 y + x y^3 = k</c>.</summary>
/// <remarks>
/// <para>
/// In the sum <c>a = x + y</c> and the difference <c>b = y - x</c> the invariant is <c>a^4 - b^4 = 8 k</c>, and with <c>m = b / a</c> the price obeys
/// <c>m^3 = (p - 1) / (p + 1)</c>. So <c>a = (8 k / (1 - m^4))^(1/4)</c>, <c>x = a (1 - m) / 2</c>, <c>y = a (1 + m) / 2</c>.
/// </para>
/// <para>
/// The amounts are those that the contract compares: both in the same decimals. At the peg, <c>p = 1</c>, token 0 changes as the cube root of
/// <c>p - 1</c>: delta is continuous there, its slope is not finite.
/// </para>
/// <para>Source: Velodrome Pool.sol, <c>_k</c>; the closed form is its solution for the price.</para>
/// </remarks>
public sealed class SolidlyCurve : ValueCurve
{
    private const double Peg = 1;

    private static readonly double[] PegAlone = [Peg];

    private readonly double _scale;

    /// <summary>A pool or a share of one with this invariant.</summary>
    /// <param name="invariant"><c>k = x^3 y + x y^3</c>, in the fourth power of the token unit; that of a share is the share to the fourth power.</param>
    /// <exception cref="ArgumentOutOfRangeException">The invariant is not positive and finite.</exception>
    public SolidlyCurve(double invariant)
    {
        Positive.Require(invariant);
        Invariant = invariant;
        _scale = Math.Sqrt(Math.Sqrt(8) * Math.Sqrt(invariant));
    }

    /// <summary><c>k = x^3 y + x y^3</c>.</summary>
    public double Invariant { get; }

    /// <summary>The peg, where delta is steeper than any line.</summary>
    public override ReadOnlyMemory<double> Kinks => PegAlone;

    /// <summary>The curve of a position of this value.</summary>
    /// <param name="price">The price of token 0 in token 1.</param>
    /// <param name="value">The value in token 1.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not positive and finite, or so large or small that the invariant is not.</exception>
    public static SolidlyCurve FromValue(double price, double value)
    {
        RequirePrice(price);
        Positive.Require(value);
        double share = value / new SolidlyCurve(1).Value(price);
        return new SolidlyCurve(share * share * share * share);
    }

    /// <inheritdoc/>
    public override Reserves Reserves(double price)
    {
        RequirePrice(price);
        return Reserves(Skew.At(price));
    }

    /// <summary><inheritdoc/></summary>
    /// <param name="price"><inheritdoc/></param>
    /// <returns>The gamma; at the peg minus infinity.</returns>
    public override double Gamma(double price)
    {
        RequirePrice(price);
        Skew skew = Skew.At(price);
        double square = skew.Middle * skew.Middle;
        double sum = _scale / Math.Sqrt(Math.Sqrt(skew.OneMinusFourthPower));
        return -sum * (1 + skew.Middle + square) / (3 * square * skew.OnePlus * (1 + square)) / (price + 1) / (price + 1);
    }

    /// <summary><inheritdoc/></summary>
    /// <param name="entryPrice"><inheritdoc/></param>
    /// <param name="price"><inheritdoc/></param>
    /// <returns>In token 1, from <c>(V / H)^4 = 1 - z</c>, where z is a square times a positive form, so nothing cancels.</returns>
    public override double ValueOverHold(double entryPrice, double price)
    {
        RequirePrice(entryPrice);
        RequirePrice(price);
        if (price == entryPrice)
        {
            return 0;
        }
        Skew entry = Skew.At(entryPrice);
        Skew now = Skew.At(price);
        (double m, double n) = (now.Middle, entry.Middle);

        // (V/H)^4 = (1 - m^4)^3 (1 - n^4) / h^4 with h = 1 - n m^3; with d = m - n and g = 1 - m^4, in units of h,
        // h^4 (1 - (V/H)^4) = d^2 (d^2 + d g (m + 3 n) + g^2 (m^2 + 2 m n + 3 n^2)).
        double held = Hold(now, entry);
        double d = 2 * ((price - entryPrice) / (price + 1) / (entryPrice + 1)) / ((m * m) + (m * n) + (n * n)) / held;
        double g = now.OneMinusFourthPower / held;
        double lost = d * d * ((d * d) + (d * g * (m + (3 * n))) + (g * g * ((m * m) + (2 * m * n) + (3 * n * n))));

        double hold = Reserves(entry).Value(price);
        double ratio = Reserves(now).Value(price) / hold;
        return -hold * lost / ((1 + ratio) * (1 + (ratio * ratio)));
    }

    // 1 - n m^3, from the end of the range that is near.
    private static double Hold(Skew now, Skew entry)
    {
        double cube = now.Middle * now.Middle * now.Middle;
        return now.Middle > 0 ? now.OneMinusCube + (cube * entry.OneMinus) : now.OnePlusCube - (cube * entry.OnePlus);
    }

    private Reserves Reserves(Skew skew)
    {
        double half = _scale / Math.Sqrt(Math.Sqrt(skew.OneMinusFourthPower)) / 2;
        return new Reserves(half * skew.OneMinus, half * skew.OnePlus);
    }

    /// <summary><c>m = (y - x) / (x + y)</c> at a price, from -1 to 1, with what is left to either end.</summary>
    private readonly record struct Skew(double Middle, double OneMinusCube, double OnePlusCube)
    {
        public double OneMinus => OneMinusCube / (1 + Middle + (Middle * Middle));

        public double OnePlus => OnePlusCube / (1 - Middle + (Middle * Middle));

        public double OneMinusFourthPower => OneMinus * OnePlus * (1 + (Middle * Middle));

        public static Skew At(double price) => new(Math.Cbrt((price - 1) / (price + 1)), 2 / (price + 1), 2 * (price / (price + 1)));
    }
}
