using System.Runtime.Intrinsics;

namespace Tidemark.Analytics.Curves;

/// <summary>Constant product: <c>x y = L^2</c>, so <c>x = L / sqrt(p)</c>, <c>y = L sqrt(p)</c>, <c>V = 2 L sqrt(p)</c>. Uniswap V2 and its forks.</summary>
/// <remarks>Source: Adams, Zinsmeister, Robinson 2020 (Uniswap v2 Core).</remarks>
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

    /// <inheritdoc/>
    public override void Values(ReadOnlySpan<double> prices, Span<double> values)
    {
        RequireSameLength(prices, values);
        PriceLoop.Run(new ValueFormula(this), prices, values);
    }

    /// <inheritdoc/>
    public override void ImpermanentLosses(double entryPrice, ReadOnlySpan<double> prices, Span<double> losses)
    {
        RequirePrice(entryPrice);
        RequireSameLength(prices, losses);
        PriceLoop.Run(new LossFormula(this, entryPrice), prices, losses);
    }

    private readonly struct ValueFormula(ConstantProductCurve curve) : IPriceFormula
    {
        private readonly Vector512<double> _twiceLiquidity = Vector512.Create(2 * curve.Liquidity);

        public double At(double price) => curve.Value(price);

        public Vector512<double> At(Vector512<double> prices) => _twiceLiquidity * Vector512.Sqrt(prices);
    }

    // With the growth g = p / p0 - 1 and r = p / p0: -(g / (sqrt(r) + 1))^2 / (r + 1).
    private readonly struct LossFormula(ConstantProductCurve curve, double entryPrice) : IPriceFormula
    {
        private readonly Reserves _held = curve.Reserves(entryPrice);
        private readonly Vector512<double> _entry = Vector512.Create(entryPrice);
        private readonly Vector512<double> _byEntry = Vector512.Create(1 / entryPrice);

        public double At(double price) => LossFraction.Of(curve.ValueOverHold(entryPrice, price), _held.Value(price));

        public Vector512<double> At(Vector512<double> prices)
        {
            Vector512<double> growth = (prices - _entry) * _byEntry;
            Vector512<double> ratio = prices * _byEntry;
            Vector512<double> roots = Vector512.Sqrt(ratio) + Vector512<double>.One;
            return LossFraction.Bounded(-(growth * growth) / (roots * roots * (ratio + Vector512<double>.One)));
        }
    }
}
