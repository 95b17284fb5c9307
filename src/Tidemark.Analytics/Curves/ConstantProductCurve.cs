namespace Tidemark.Analytics.Curves;

/// <summary>Constant product: <c>x y = L^2</c>, so <c>x = L / sqrt(p)</c>, <c>y = L sqrt(p)</c>, <c>V = 2 L sqrt(p)</c>. Uniswap V2 and its forks.</summary>
/// <remarks>Source: Adams, Zinsmeister, Robinson 2020 (Uniswap v2 Core); domain reference 1.1.</remarks>
public sealed class ConstantProductCurve : ValueCurve
{
    /// <summary>A pool or a share of one with this liquidity.</summary>
    /// <param name="liquidity"><c>L = sqrt(x y)</c>, in the square root of the product of both token units.</param>
    /// <exception cref="ArgumentOutOfRangeException">The liquidity is not positive and finite.</exception>
    public ConstantProductCurve(double liquidity)
    {
        Positive.Require(liquidity);
        Liquidity = liquidity;
    }

    /// <summary><c>L = sqrt(x y)</c>.</summary>
    public double Liquidity { get; }

    /// <summary>The curve of a position of this value.</summary>
    /// <param name="price">The price of token 0 in token 1.</param>
    /// <param name="value">The value in token 1.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not positive and finite.</exception>
    public static ConstantProductCurve FromValue(double price, double value)
    {
        RequirePrice(price);
        Positive.Require(value);
        return new ConstantProductCurve(value / (2 * Math.Sqrt(price)));
    }

    /// <inheritdoc/>
    public override Reserves Reserves(double price)
    {
        RequirePrice(price);
        double root = Math.Sqrt(price);
        return new Reserves(Liquidity / root, Liquidity * root);
    }

    /// <inheritdoc/>
    public override double Value(double price)
    {
        RequirePrice(price);
        return 2 * Liquidity * Math.Sqrt(price);
    }

    /// <inheritdoc/>
    public override double Gamma(double price)
    {
        RequirePrice(price);
        return -Liquidity / (2 * price * Math.Sqrt(price));
    }

    /// <summary><inheritdoc/></summary>
    /// <param name="entryPrice"><inheritdoc/></param>
    /// <param name="price"><inheritdoc/></param>
    /// <returns><c>-L (sqrt(p) - sqrt(p0))^2 / sqrt(p0)</c>, in token 1.</returns>
    public override double ValueOverHold(double entryPrice, double price)
    {
        RequirePrice(entryPrice);
        RequirePrice(price);
        double entryRoot = Math.Sqrt(entryPrice);
        double rootMove = (price - entryPrice) / (Math.Sqrt(price) + entryRoot);
        return -Liquidity * rootMove * rootMove / entryRoot;
    }
}
